using System.Globalization;
using System.Text.RegularExpressions;
using FlowEngine.Definition;
using FlowEngine.Understanding.Entities;
using FlowEngine.Understanding.Entities.Lists;

namespace FlowEngine.Validation;

/// <summary>Checks the entities of a bot.</summary>
internal static class EntityRules
{
    public static void Check(BotDefinition bot, ProblemList problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, entity) in bot.Entities)
        {
            CheckKind(id, entity, $"/entities/{id}", problems);
            foreach (var (name, role) in entity.Roles ?? new Dictionary<string, RoleDefinition>())
            {
                CheckRole(bot, name, role, $"/entities/{id}/roles/{name}", problems);
                if (!owners.TryAdd(name, id))
                {
                    problems.Error("entity.role", $"/entities/{id}/roles/{name}", $"\"{owners[name]}\" has a role \"{name}\", too, so nobody could tell which is asked for. Rename one.");
                }
            }
        }
    }

    private static void CheckKind(string id, EntityDefinition entity, string pointer, ProblemList problems)
    {
        switch (entity.Kind)
        {
            case EntityKinds.Pattern when string.IsNullOrEmpty(entity.Pattern):
                problems.Error("entity.pattern", $"{pointer}/pattern", $"\"{id}\" needs a pattern, for example [0-9]{{4}}.");
                break;
            case EntityKinds.Pattern:
                CheckPattern(id, entity.Pattern, $"{pointer}/pattern", problems);
                break;
            case EntityKinds.List when entity.Values is not { Count: > 0 }:
                problems.Error("entity.values", $"{pointer}/values", $"\"{id}\" needs at least one value, for example \"red\": [\"scarlet\"].");
                break;
            case EntityKinds.List:
                CheckValues(id, entity.Values, $"{pointer}/values", problems);
                break;
            case EntityKinds.Text when entity.Roles is not { Count: > 0 }:
                problems.Warning("entity.text", pointer, $"\"{id}\" takes any text, so it is found only where it is asked for. Give it a role with words before it, such as \"my name is\".");
                break;
            default:
                if (!EntityKinds.All.Contains(entity.Kind))
                {
                    problems.Error("entity.kind", $"{pointer}/kind", $"There is no kind of entity \"{entity.Kind}\".{Spelling.Suggest(entity.Kind, EntityKinds.All)} Use one of {string.Join(", ", EntityKinds.All)}.");
                }

                break;
        }
    }

    private static void CheckRole(BotDefinition bot, string name, RoleDefinition role, string pointer, ProblemList problems)
    {
        if (bot.Entities.ContainsKey(name) || ReferenceRules.BuiltInEntities.Contains(name))
        {
            problems.Error("entity.role", pointer, $"\"{name}\" is the name of an entity, too. Rename the role.");
        }

        if (!role.Before.Concat(role.After).Any(w => !string.IsNullOrWhiteSpace(w)))
        {
            problems.Error("entity.role", pointer, $"The role \"{name}\" has no words, so no value plays it. Give words that stand before or after the value.");
        }
    }

    private static void CheckValues(string id, IReadOnlyDictionary<string, IReadOnlyList<string>> values, string pointer, ProblemList problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (value, synonyms) in values)
        {
            foreach (var name in synonyms.Prepend(value).Select(n => n.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!owners.TryAdd(name, value))
                {
                    problems.Warning("entity.synonym", JsonPointer.Append(pointer, value), $"\"{name}\" names \"{owners[name]}\" and \"{value}\" of \"{id}\"; the first one is meant. Remove it from one of them.");
                }
            }
        }
    }

    private static void CheckPattern(string id, string pattern, string pointer, ProblemList problems)
    {
        try
        {
            // Compiled, never run on text; that it can be run in linear time is what this is about.
            if (PatternExtractor.Compile(pattern) is null)
            {
                problems.Error(
                    "entity.patternUnbounded",
                    pointer,
                    $"The pattern of \"{id}\" could take forever on some message, so it is not used. Write it without look-around ((?=…), (?<=…)), back references (\\1) and atomic groups, and without repeats in the thousands."
                );
            }
        }
        catch (RegexParseException)
        {
            Report(id, pattern, pointer, problems);
        }
    }

    /// <summary>Says where a pattern breaks off, counted in the text of its author.</summary>
    private static void Report(string id, string pattern, string pointer, ProblemList problems)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (RegexParseException e)
        {
            problems.Error(
                "entity.pattern",
                pointer,
                string.Create(CultureInfo.InvariantCulture, $"The pattern of \"{id}\" is no regular expression: character {e.Offset}: {e.Error}. Correct it there.")
            );
        }
    }
}
