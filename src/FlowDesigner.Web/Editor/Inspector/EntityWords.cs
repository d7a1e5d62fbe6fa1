using System.Collections.Frozen;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Understanding.Entities;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Kinds of entities and their roles in words, and roles back from them.</summary>
internal static class EntityWords
{
    // Marks words that stand behind the value.
    private const char Behind = '…';

    private static readonly FrozenDictionary<string, (string Word, string Said, string Kept)> Kinds = new Dictionary<string, (string Word, string Said, string Kept)>
    {
        [EntityKinds.Text] = (TextKey.Of("any text"), "my name is Ada Lovelace", "Ada Lovelace"),
        [EntityKinds.Pattern] = (TextKey.Of("by pattern"), "", ""),
        [EntityKinds.List] = (TextKey.Of("one of a list"), "", ""),
        ["number"] = (TextKey.Of("a number"), "1,250 · twelve", "1250 · 12"),
        ["quantity"] = (TextKey.Of("a quantity with its unit"), "25 kg", "{ amount: 25, unit: \"kg\" }"),
        ["money"] = (TextKey.Of("an amount of money"), "€49.90", "{ amount: 49.9, currency: \"EUR\" }"),
        ["date"] = (TextKey.Of("a date"), "next Friday · 24.12.2026", "2026-12-24"),
        ["time"] = (TextKey.Of("a time of day"), "half past two · 14:30", "14:30"),
        ["dateTime"] = (TextKey.Of("a date with a time"), "tomorrow at 3pm", "2026-12-24T15:00:00+01:00"),
        ["dateRange"] = (TextKey.Of("a stretch of days"), "3 to 5 December · next week", "{ from: \"2026-12-03\", to: \"2026-12-05\" }"),
        ["timeRange"] = (TextKey.Of("a stretch of a day"), "between 2 and 4 pm", "{ from: \"14:00\", to: \"16:00\" }"),
        ["duration"] = (TextKey.Of("a length of time"), "an hour and a half · 3 weeks", "PT1H30M · P3W"),
        ["email"] = (TextKey.Of("an e-mail address"), "ada@example.com", "ada@example.com"),
        ["phone"] = (TextKey.Of("a phone number"), "030 23125 123", "+493023125123"),
        ["url"] = (TextKey.Of("a web address"), "www.example.com/help", "https://www.example.com/help"),
    }.ToFrozenDictionary();

    /// <summary>The key of the words of a kind.</summary>
    public static string KeyOf(string kind) => Kinds.TryGetValue(kind, out var known) ? known.Word : kind;

    /// <summary>The words of a kind.</summary>
    public static string Of(string kind, IStringLocalizer<EditorText> text) => Kinds.ContainsKey(kind) ? text[KeyOf(kind)] : kind;

    /// <summary>What a visitor may write, and what is kept of it; null for kinds whose author says it.</summary>
    public static (string Said, string Kept)? ExampleOf(string kind) =>
        Kinds.TryGetValue(kind, out var known) && known.Said.Length > 0 ? (known.Said, known.Kept) : null;

    /// <summary>Roles as <c>toCity: to, nach, … bound</c>, one a line.</summary>
    public static string RolesText(EntityDefinition entity) =>
        string.Join('\n', (entity.Roles ?? new Dictionary<string, RoleDefinition>()).Select(r => $"{r.Key}: {string.Join(", ", r.Value.Before.Concat(r.Value.After.Select(w => $"{Behind} {w}")))}"));

    /// <summary>Reads what <see cref="RolesText"/> writes; null for no roles.</summary>
    public static IReadOnlyDictionary<string, RoleDefinition>? Roles(string text)
    {
        var roles = new OrderedDictionary<string, RoleDefinition>(StringComparer.Ordinal);
        foreach (var line in BotEdits.Lines(text.Replace("...", $"{Behind}", StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = (colon < 0 ? line : line[..colon]).Trim();
            var words = (colon < 0 ? "" : line[(colon + 1)..]).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToLookup(w => w[0] == Behind, w => w.Trim(Behind, ' '));
            if (Identifiers.IsName(name))
            {
                roles[name] = new RoleDefinition([.. words[false]], [.. words[true].Where(w => w.Length > 0)]);
            }
        }

        return roles.Count == 0 ? null : roles;
    }
}
