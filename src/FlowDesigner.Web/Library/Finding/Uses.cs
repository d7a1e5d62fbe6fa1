using FlowEngine.Definition;
using FlowEngine.Expressions.Assistance;
using FlowEngine.Nodes;
using FlowEngine.Nodes.CallFlow;

namespace FlowDesigner.Web.Library.Finding;

/// <summary>Says which texts of a bot use which of its variables, connections, intents, entities and flows.</summary>
/// <param name="bundle">The bot.</param>
internal sealed class Uses(BotBundle bundle)
{
    private const string Set = "set";

    /// <summary>Lists what the bot declares.</summary>
    /// <returns>Every thing once, by kind.</returns>
    public IEnumerable<Thing> Declared() =>
        bundle
            .Flows.Values.SelectMany(f => f.Variables.Keys.Select(v => new Thing(ThingKind.Variable, v, f.Id)))
            .Concat(bundle.Bot.Variables.Keys.Select(v => new Thing(ThingKind.Variable, v)))
            .Concat(bundle.Bot.Connections.Keys.Select(c => new Thing(ThingKind.Connection, c)))
            .Concat(bundle.Bot.Intents.Keys.Select(i => new Thing(ThingKind.Intent, i)))
            .Concat(bundle.Bot.Entities.Keys.Select(e => new Thing(ThingKind.Entity, e)))
            .Concat(bundle.Flows.Keys.Select(f => new Thing(ThingKind.Flow, f)));

    /// <summary>What a text uses.</summary>
    /// <param name="spot">The text.</param>
    /// <returns>The uses; none for plain text and for declarations.</returns>
    public IEnumerable<Use> In(Spot spot) =>
        spot.Part switch
        {
            SpotPart.Fallback or SpotPart.Command => [new Use(new Thing(ThingKind.Flow, spot.Text), spot)],
            SpotPart.Suggestion => [new Use(new Thing(ThingKind.Intent, spot.Text), spot)],
            SpotPart.Opinion => [new Use(new Thing(ThingKind.Connection, spot.Text), spot)],
            SpotPart.Setting => InSetting(spot),
            SpotPart.Test => InTest(spot),
            _ => [],
        };

    /// <summary>What a text of a setting reads as an expression.</summary>
    /// <param name="spot">The text.</param>
    /// <returns>The paths.</returns>
    public static IReadOnlyList<ExpressionReference> ReadBy(Spot spot) =>
        spot.IsKey ? []
        : spot.Field?.Kind == FieldKind.Code ? ExpressionReferences.InScript(spot.Text)
        : ExpressionReferences.InField(spot.Text, takesExpression: true, takesTemplate: true);

    private IEnumerable<Use> InSetting(Spot spot)
    {
        if (Named(spot) is { } thing)
        {
            return [new Use(thing, spot)];
        }

        return ReadBy(spot)
            .SelectMany(r => ThingsOf(r, spot))
            .Distinct();
    }

    private Thing? Named(Spot spot)
    {
        var node = bundle.Flows[spot.FlowId!].Nodes[spot.NodeId!]; // a setting lies in a node
        if (spot.IsKey)
        {
            return node.Type switch
            {
                Set when spot.Path is ["values", _] => Variable(spot.FlowId, spot.Text),
                CallNode.Type when spot.Path is ["inputs", _] && Called(node) is { } flow => new Thing(ThingKind.Variable, spot.Text, flow),
                _ => null,
            };
        }

        if (spot.Text.Length == 0 || spot.Text.StartsWith('='))
        {
            return null;
        }

        return spot.Field?.Kind switch
        {
            FieldKind.Variable => Variable(spot.FlowId, spot.Text),
            FieldKind.Connection => new Thing(ThingKind.Connection, spot.Text),
            FieldKind.Intent => new Thing(ThingKind.Intent, spot.Text),
            FieldKind.Entity when bundle.Bot.Entities.ContainsKey(spot.Text) => new Thing(ThingKind.Entity, spot.Text),
            FieldKind.Flow => new Thing(ThingKind.Flow, spot.Text),
            _ => null,
        };
    }

    /// <summary>A variable, and what a called flow hands back: <c>vars.result.total</c> and <c>nodes.call.output.total</c>.</summary>
    private IEnumerable<Use> ThingsOf(ExpressionReference reference, Spot spot)
    {
        var path = reference.Segments.Select(s => s.Name).ToList();
        if (path is ["vars", var name, ..])
        {
            yield return new Use(Variable(spot.FlowId, name), spot, $"vars.{name}");
        }

        foreach (var (id, call) in bundle.Flows[spot.FlowId!].Nodes.Where(n => n.Value.Type == CallNode.Type))
        {
            var output = path switch
            {
                ["nodes", var node, "output", var member, ..] when node == id => (member, $"nodes.{id}.output.{member}"),
                ["vars", var variable, var member, ..] when SaveTo(call) == variable => (member, $"vars.{variable}.{member}"),
                _ => default,
            };
            if (output != default && Called(call) is { } flow && bundle.Flows.GetValueOrDefault(flow)?.Variables.ContainsKey(output.member) == true)
            {
                yield return new Use(new Thing(ThingKind.Variable, output.member, flow), spot, output.Item2);
            }
        }
    }

    private IEnumerable<Use> InTest(Spot spot)
    {
        var thing = spot.Path switch
        {
            [.., "connection"] => new Thing(ThingKind.Connection, spot.Text),
            ["steps", _, "flow"] => new Thing(ThingKind.Flow, spot.Text),
            // A test names no flow: the variable is known when only one place has one of the name.
            ["steps", _, "variable"] => Owners(spot.Text.Split('.')[0]) is [var only] ? only : null,
            _ => null,
        };
        return thing is null ? [] : [new Use(thing, spot)];
    }

    private IReadOnlyList<Thing> Owners(string variable) =>
        [.. Declared().Where(t => t.Kind == ThingKind.Variable && t.Name == variable)];

    private Thing Variable(string? flowId, string name)
    {
        var ofBot = bundle.Bot.Variables.ContainsKey(name) && !bundle.Flows[flowId!].Variables.ContainsKey(name); // variables are read in flows
        return new Thing(ThingKind.Variable, name, ofBot ? null : flowId);
    }

    private static string? Called(FlowNode call) => TextOf(call, "flow");

    private static string? SaveTo(FlowNode call) => TextOf(call, "saveTo");

    private static string? TextOf(FlowNode node, string setting) =>
        node.Config.ValueKind == System.Text.Json.JsonValueKind.Object
        && node.Config.TryGetProperty(setting, out var value)
        && value.ValueKind == System.Text.Json.JsonValueKind.String
            ? value.GetString()
            : null;
}
