using System.Text.Json;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Library.Finding;

/// <summary>Lists every text of a bot: the ground of searching, of "where used" and of renaming.</summary>
internal static class BotTexts
{
    /// <summary>Lists the texts, in the order of the documents.</summary>
    /// <param name="bundle">The bot.</param>
    /// <param name="catalog">Tells what the settings of nodes are.</param>
    /// <returns>One spot a text.</returns>
    public static IEnumerable<Spot> Of(BotBundle bundle, NodeCatalog catalog) =>
        OfBot(bundle.Bot)
            .Concat(bundle.Flows.Values.SelectMany(flow => OfFlow(flow, catalog)))
            .Concat(bundle.Tests.SelectMany(test => InTest(test.Key, test.Value)));

    private static IEnumerable<Spot> OfBot(BotDefinition bot)
    {
        yield return Of(SpotPart.Bot, null, bot.Id);
        yield return Of(SpotPart.Bot, null, bot.Name);
        foreach (var (id, intent) in bot.Intents)
        {
            yield return Of(SpotPart.Intent, id, id);
            foreach (var phrase in intent.Phrases)
            {
                yield return Of(SpotPart.Intent, id, phrase);
            }
        }

        foreach (var (id, entity) in bot.Entities)
        {
            yield return Of(SpotPart.Entity, id, id);
            foreach (var text in (entity.Values ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(v => v.Value.Prepend(v.Key)))
            {
                yield return Of(SpotPart.Entity, id, text);
            }

            if (entity.Pattern is { } pattern)
            {
                yield return Of(SpotPart.Entity, id, pattern);
            }

            foreach (var text in (entity.Roles ?? new Dictionary<string, RoleDefinition>()).SelectMany(r => r.Value.Before.Concat(r.Value.After).Prepend(r.Key)))
            {
                yield return Of(SpotPart.Entity, id, text);
            }
        }

        foreach (var name in bot.Connections.Keys)
        {
            yield return Of(SpotPart.Connection, name, name);
        }

        foreach (var spot in OfVariables(bot.Variables, null))
        {
            yield return spot;
        }

        if (bot.Fallback is { } fallback)
        {
            yield return Of(SpotPart.Fallback, null, fallback.Flow);
        }

        foreach (var (command, settings) in bot.Dialogue?.Commands ?? new Dictionary<DialogueCommand, CommandSettings>())
        {
            if (settings.Flow is { } flow)
            {
                yield return Of(SpotPart.Command, command.ToString(), flow);
            }
        }

        foreach (var intent in bot.Dialogue?.Ladder?.Suggestions ?? [])
        {
            yield return Of(SpotPart.Suggestion, intent, intent);
        }

        if (bot.Understanding?.SecondOpinion is { } opinion)
        {
            yield return Of(SpotPart.Opinion, null, opinion.Connection);
        }
    }

    private static IEnumerable<Spot> OfFlow(FlowDefinition flow, NodeCatalog catalog)
    {
        yield return Of(SpotPart.Flow, flow.Id, flow.Id, flow.Id);
        yield return Of(SpotPart.Flow, flow.Id, flow.Name, flow.Id);
        foreach (var spot in OfVariables(flow.Variables, flow.Id))
        {
            yield return spot;
        }

        foreach (var note in flow.Notes)
        {
            yield return Of(SpotPart.Note, null, note.Text, flow.Id);
        }

        foreach (var (id, group) in flow.Groups)
        {
            yield return Of(SpotPart.Group, id, group.Title, flow.Id);
        }

        foreach (var (id, node) in flow.Nodes)
        {
            var definition = catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;
            foreach (var text in new[] { id, node.Name, node.Type, definition?.Title }.OfType<string>().Distinct(StringComparer.Ordinal))
            {
                yield return new Spot(SpotPart.Node, null, flow.Id, id, [], text);
            }

            var settings = new Spot(SpotPart.Setting, null, flow.Id, id, [], "");
            foreach (var spot in Inside(node.Config, settings, definition?.Fields ?? []))
            {
                yield return spot;
            }
        }
    }

    private static IEnumerable<Spot> OfVariables(IReadOnlyDictionary<string, VariableDefinition> variables, string? flowId)
    {
        foreach (var (name, variable) in variables)
        {
            yield return Of(SpotPart.Variable, name, name, flowId);
            if (variable.Description is { Length: > 0 } description)
            {
                yield return Of(SpotPart.Variable, name, description, flowId);
            }
        }
    }

    private static IEnumerable<Spot> InTest(string id, JsonElement test) => Inside(test, new Spot(SpotPart.Test, id, null, null, [], ""), []);

    /// <summary>The texts of a value. <paramref name="at"/> says where it stands and what it is.</summary>
    private static IEnumerable<Spot> Inside(JsonElement value, Spot at, IReadOnlyList<FieldDefinition> fields) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Member(member, at, fields)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Inside(item, at with { Path = [.. at.Path, $"{i}"] }, fields)),
            JsonValueKind.String => [at with { Text = value.GetString() ?? "" }],
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [at with { Text = value.GetRawText() }],
            _ => [],
        };

    private static IEnumerable<Spot> Member(JsonProperty member, Spot at, IReadOnlyList<FieldDefinition> fields)
    {
        // Where the fields end, what is inside belongs to the last of them.
        var field = fields.Count > 0 ? fields.FirstOrDefault(f => f.Name == member.Name) : at.Field;
        var inside = at with { Path = [.. at.Path, member.Name], Field = field };
        var spots = Inside(member.Value, inside, field?.Fields ?? []);
        return at.Field?.Kind == FieldKind.Map ? spots.Prepend(inside with { Text = member.Name, IsKey = true }) : spots;
    }

    private static Spot Of(SpotPart part, string? owner, string text, string? flowId = null) => new(part, owner, flowId, null, [], text);
}
