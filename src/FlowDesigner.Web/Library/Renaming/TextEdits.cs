using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Library.Finding;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Library.Renaming;

/// <summary>Puts changed texts into the documents of a bot.</summary>
internal static class TextEdits
{
    /// <summary>Changes texts; everything else stays as it is.</summary>
    /// <param name="bundle">The bot.</param>
    /// <param name="edits">Changes of settings, tests and the fallback.</param>
    /// <returns>The bot with them; flows without a change are the same objects.</returns>
    public static BotBundle Apply(BotBundle bundle, IReadOnlyCollection<TextEdit> edits)
    {
        var inFlows = edits.Where(e => e.At.Part == SpotPart.Setting).ToLookup(e => e.At.FlowId);
        var inTests = edits.Where(e => e.At.Part == SpotPart.Test).ToLookup(e => e.At.Owner);
        var fallback = edits.FirstOrDefault(e => e.At.Part == SpotPart.Fallback);
        return bundle with
        {
            Bot = InOpinion(InDialogue(fallback is null ? bundle.Bot : bundle.Bot with { Fallback = new FallbackDefinition(fallback.After) }, edits), edits),
            Flows = Each(bundle.Flows, (id, flow) => inFlows.Contains(id) ? InFlow(flow, inFlows[id]) : flow),
            Tests = Each(bundle.Tests, (id, test) => inTests.Contains(id) ? InValue(test, [.. inTests[id]]) : test),
        };
    }

    private static BotDefinition InOpinion(BotDefinition bot, IReadOnlyCollection<TextEdit> edits) =>
        bot.Understanding is { SecondOpinion: { } opinion } understanding && NewNames(edits, SpotPart.Opinion).TryGetValue(opinion.Connection, out var renamed)
            ? bot with { Understanding = understanding with { SecondOpinion = opinion with { Connection = renamed } } }
            : bot;

    private static BotDefinition InDialogue(BotDefinition bot, IReadOnlyCollection<TextEdit> edits)
    {
        var flows = NewNames(edits, SpotPart.Command);
        var intents = NewNames(edits, SpotPart.Suggestion);
        if (bot.Dialogue is not { } dialogue || flows.Count + intents.Count == 0)
        {
            return bot;
        }

        var commands = dialogue.Commands?.ToDictionary(
            c => c.Key,
            c => c.Value.Flow is { } flow && flows.TryGetValue(flow, out var renamed) ? c.Value with { Flow = renamed } : c.Value
        );
        var ladder = dialogue.Ladder is { Suggestions: { } offered } own
            ? own with { Suggestions = [.. offered.Select(i => intents.GetValueOrDefault(i, i))] }
            : dialogue.Ladder;
        return bot with { Dialogue = dialogue with { Commands = commands, Ladder = ladder } };
    }

    private static Dictionary<string, string> NewNames(IEnumerable<TextEdit> edits, SpotPart part) =>
        edits.Where(e => e.At.Part == part).DistinctBy(e => e.At.Text).ToDictionary(e => e.At.Text, e => e.After);

    private static FlowDefinition InFlow(FlowDefinition flow, IEnumerable<TextEdit> edits)
    {
        var byNode = edits.ToLookup(e => e.At.NodeId);
        return flow with
        {
            Nodes = Each(flow.Nodes, (id, node) => byNode.Contains(id) ? node with { Config = InValue(node.Config, [.. byNode[id]]) } : node),
        };
    }

    private static JsonElement InValue(JsonElement value, IReadOnlyList<TextEdit> edits)
    {
        var root = JsonNode.Parse(value.GetRawText());
        // Names of members last: they are steps of the paths to the values.
        foreach (var edit in edits.OrderBy(e => e.At.IsKey))
        {
            var owner = edit.At.Path.SkipLast(1).Aggregate(root, Step);
            switch (owner)
            {
                case JsonArray list:
                    list[int.Parse(edit.At.Path[^1], CultureInfo.InvariantCulture)] = edit.After;
                    break;
                case JsonObject members when edit.At.IsKey:
                    Rename(members, edit.At.Text, edit.After);
                    break;
                case JsonObject members:
                    members[edit.At.Path[^1]] = edit.After;
                    break;
            }
        }

        return JsonElement.Parse(root!.ToJsonString()); // settings and tests are objects
    }

    private static JsonNode? Step(JsonNode? at, string step) =>
        at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : at?[step];

    private static void Rename(JsonObject members, string from, string to)
    {
        var all = members.ToList();
        members.Clear();
        foreach (var (name, value) in all)
        {
            members[name == from ? to : name] = value;
        }
    }

    private static OrderedDictionary<string, T> Each<T>(IReadOnlyDictionary<string, T> source, Func<string, T, T> change) =>
        new(source.Select(e => KeyValuePair.Create(e.Key, change(e.Key, e.Value))), StringComparer.Ordinal);
}
