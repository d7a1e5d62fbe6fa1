using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Inspector;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Validation;

namespace FlowDesigner.Web.Editor.Problems;

/// <summary>Knows repairs: what an analyst would do about a problem, as one click. Belongs to one open flow.</summary>
/// <param name="state">What is edited.</param>
/// <param name="names">Names that settings can point to.</param>
/// <param name="changeBot">Saves a change of the bot; tells why it could not.</param>
internal sealed class ProblemFixes(EditorState state, BotNames names, Func<Func<BotDefinition, BotDefinition>, Task<string?>> changeBot)
{
    /// <summary>Changes the bot around the flow.</summary>
    /// <param name="change">The change.</param>
    /// <returns>Why it could not be saved; null when it was.</returns>
    public Task<string?> ChangeBotAsync(Func<BotDefinition, BotDefinition> change) => changeBot(change);

    /// <summary>Repairs of a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>The likeliest first; none where only the author can know.</returns>
    public IEnumerable<ProblemFix> For(PlacedProblem problem)
    {
        if (state.ReadOnly)
        {
            return [];
        }

        if (problem.NodeId is not { } id || !state.Flow.Nodes.TryGetValue(id, out var node))
        {
            return problem.Problem.Code switch
            {
                "flow.trigger" => Triggers(),
                "bot.handoff" => [new ProblemFix(state.T["Lead to a person step by step"], () => changeBot(HandingOver))],
                _ => [],
            };
        }

        var place = new SettingPlace(node.Config, problem.Path);
        var field = place.FieldOf(state.DefinitionOf(node));
        return problem.Problem.Code switch
        {
            "intent.missing" => [.. Use(id, place, state.Bot.Intents.Keys), .. AddIntent(place.Text)],
            "entity.missing" => [.. Use(id, place, [.. state.Bot.EntityNames(), .. BotNames.BuiltInEntities.Select(e => e.Value)]), .. AddEntity(place.Text)],
            "flow.missing" => Use(id, place, names.Flows.Select(f => f.Value)),
            "node.missing" => Use(id, place, state.Flow.Nodes.Keys),
            "connection.missing" => [.. Use(id, place, FittingConnections(node)), .. AddConnection(node, place.Text)],
            "connection.kind" => FittingConnections(node).Take(2).Select(name => Set(id, place, state.T["Use {0}", name], name)),
            "config.option" => Use(id, place, field?.Options?.Select(o => o.Value) ?? []),
            "config.required" => Only(id, place, node, field),
            "config.range" => Within(id, place, field),
            "config.condition" => place.Text.Length > 0 ? [Set(id, place, state.T["Make it a formula"], $"={place.Text}")] : [],
            "config.expression" => [Set(id, place, state.T["Remove the ="], place.Text.TrimStart('='))],
            "config.unknown" or "secret.literal" or "secret.suspected" => place.Exists ? [Set(id, place, state.T["Remove it"], null)] : [],
            "branch.duplicate" or "branch.unreachable" or "condition.never" => place.Exists ? [Set(id, place, state.T["Remove this way"], null)] : [],
            "variable.name" => AsName(place.Text) is { } name ? [Set(id, place, state.T["Use {0}", name], name)] : [],
            "variable.undeclared" => [.. Use(id, place, state.Flow.Variables.Keys.Concat(state.Bot.Variables.Keys)), .. Declare(place.Text)],
            "retry.useless" => [Do(state.T["Remove the retry"], () => state.Limit(id, n => n with { Retry = null }, "retry", state.T["Try again"]))],
            "link.port" or "link.target" or "link.trigger" when PortOf(problem) is { } port => [Do(state.T["Remove the link"], () => state.Unlink(new PortRef(id, port)))],
            "port.required" when PortOf(problem) is { } port => [.. Add("say", new PortRef(id, port)), .. Add("end", new PortRef(id, port))],
            "node.outdated" or "node.version" => Update(id, node),
            "node.unreachable" or "break.outside" or "join.alone" or "compensate.twice" => [Do(state.T["Remove the node"], () => state.RemoveAll([id], []))],
            _ => [],
        };
    }

    private static BotDefinition HandingOver(BotDefinition bot) =>
        bot with { Dialogue = (bot.Dialogue ?? new DialogueSettings()) with { Ladder = new LadderSettings() } };

    // What starts most flows: the words of a visitor, or another flow that calls this one.
    private IEnumerable<ProblemFix> Triggers() => [.. Add(state.Bot.Intents.Count > 0 ? "trigger.intent" : "trigger.start", null), .. Add("trigger.call", null)];

    /// <summary>Adds a node behind a port; null for none, as triggers stand.</summary>
    private IEnumerable<ProblemFix> Add(string type, PortRef? after) =>
        state.Catalog.NewestOf(type) is { } definition
            ? [Do(state.T["Add {0}", state.N[definition.Title].Value], () => AddBehind(type, after))]
            : [];

    private IEnumerable<ProblemFix> Update(string id, FlowNode node) =>
        state.Catalog.Upgraded(node) is var updated && updated.Version != node.Version
            ? [Do(state.T["Update to version {0}", updated.Version], () => state.Do(new UpdateNode(id, updated)))]
            : [];

    private bool AddBehind(string type, PortRef? after)
    {
        state.PrepareAdd(after?.Node, after?.Port);
        return state.Add(type, null) is not null;
    }

    private static string? PortOf(PlacedProblem problem) => problem.Problem.Pointer.Split('/') is [.., "links", var port] ? port : null;

    // "order number" and "Order-Number" become orderNumber.
    private static string? AsName(string text)
    {
        var words = text.Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select((w, i) => (i == 0 ? char.ToLowerInvariant(w[0]) : char.ToUpperInvariant(w[0])) + w[1..]));
        return Identifiers.IsName(name) ? name : null;
    }

    private List<string> FittingConnections(FlowNode node) =>
        [.. names.ConnectionsFor(state.DefinitionOf(node)?.Connector, state.Bot, state.T).Select(c => c.Value).Where(state.Bot.Connections.ContainsKey)];

    private IEnumerable<ProblemFix> Use(string id, SettingPlace place, IEnumerable<string> known) =>
        place.Text.Length > 0 && Spelling.Nearest(place.Text, known) is { } meant ? [Set(id, place, state.T["Use {0}", meant], meant)] : [];

    // A required setting with only one possible value.
    private IEnumerable<ProblemFix> Only(string id, SettingPlace place, FlowNode node, FieldDefinition? field)
    {
        IReadOnlyList<string> possible = field?.Kind switch
        {
            FieldKind.Connection => FittingConnections(node),
            FieldKind.Intent => [.. state.Bot.Intents.Keys],
            FieldKind.Flow => [.. names.Flows.Select(f => f.Value).Where(f => f != state.Flow.Id)],
            _ => [],
        };
        return possible is [var only] ? [Set(id, place, state.T["Use {0}", only], only)] : [];
    }

    private IEnumerable<ProblemFix> Within(string id, SettingPlace place, FieldDefinition? field)
    {
        if (place.Value.ValueKind == JsonValueKind.Number && (place.Value.GetDouble() < field?.Minimum ? field.Minimum : field?.Maximum) is { } limit)
        {
            yield return Set(id, place, state.T["Use {0}", limit.ToString("#,0.##", CultureInfo.InvariantCulture)], JsonValue.Create((decimal)limit));
        }
    }

    private IEnumerable<ProblemFix> AddIntent(string id) =>
        Identifiers.IsName(id)
            ? [new ProblemFix(state.T["Add the intent {0}", id], () => changeBot(bot => bot with { Intents = Ordered.With(bot.Intents, id, new IntentDefinition([])) }))]
            : [];

    private IEnumerable<ProblemFix> AddEntity(string id) =>
        Identifiers.IsName(id)
            ? [new ProblemFix(state.T["Add the entity {0}", id], () => changeBot(bot => bot with { Entities = Ordered.With(bot.Entities, id, BotEdits.EntityOfKind("pattern")) }))]
            : [];

    private IEnumerable<ProblemFix> AddConnection(FlowNode node, string name) =>
        names.ConnectionsFor(state.DefinitionOf(node)?.Connector, state.Bot, state.T).Any(c => c.Value == name)
            ? [new ProblemFix(state.T["Add {0} to the bot", name], () => names.UseConnectionAsync(name))]
            : [];

    private IEnumerable<ProblemFix> Declare(string name) =>
        Identifiers.IsName(name) ? [Do(state.T["Add {0} to the flow’s variables", name], () => state.Do(new SetVariable(name, new VariableDefinition("any"))))] : [];

    private ProblemFix Set(string id, SettingPlace place, string label, JsonNode? value) =>
        Do(label, () => state.Configure(id, place.Field, place.With(value)));

    private ProblemFix Do(string label, Func<bool> change) =>
        new(
            label,
            () =>
            {
                state.Seal();
                change();
                state.Seal();
                return Task.CompletedTask;
            }
        );
}
