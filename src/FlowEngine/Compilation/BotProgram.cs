using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Nodes.TriggerIntent;
using FlowEngine.Nodes.TriggerStart;
using FlowEngine.Understanding;

namespace FlowEngine.Compilation;

/// <summary>
/// One frozen version of a bot, compiled: every flow, what understands its visitors, and which flow takes what. Immutable,
/// thread-safe; compile once per version and share.
/// </summary>
public sealed class BotProgram
{
    private readonly Dictionary<string, FlowProgram> _flows;
    private readonly List<BotTrigger> _triggers = [];
    private readonly Dictionary<string, (FlowProgram Flow, int Node)> _intents = new(StringComparer.Ordinal);

    private readonly Lazy<CommandWords> _commandWords;

    private BotProgram(
        BotBundle bundle,
        int version,
        Dictionary<string, FlowProgram> flows,
        IUnderstanding understanding,
        IReadOnlyList<Problem> problems
    )
    {
        (Bot, Version, _flows, Understanding, Problems) = (bundle.Bot, version, flows, understanding, problems);
        _commandWords = new Lazy<CommandWords>(() => new CommandWords(bundle.Bot, _intents.ContainsKey));
        Zone = TimeZoneInfo.TryFindSystemTimeZoneById(bundle.Bot.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
        foreach (var flow in flows.Values)
        {
            AddRoutes(flow);
        }
    }

    /// <summary>The bot.</summary>
    public BotDefinition Bot { get; }

    /// <summary>Version that was compiled; 0 for a draft.</summary>
    public int Version { get; }

    /// <summary>Finds intents and entities of this version.</summary>
    public IUnderstanding Understanding { get; }

    /// <summary>What is wrong with the flows; nodes concerned fail with the same code when a run reaches them.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The triggers of all flows that can be used, in document order.</summary>
    public IReadOnlyList<BotTrigger> Triggers => _triggers;

    /// <summary>What visitors of this version say for commands.</summary>
    internal CommandWords Commands => _commandWords.Value;

    /// <summary>Zone of the bot; UTC when it names an unknown one.</summary>
    internal TimeZoneInfo Zone { get; }

    /// <summary>Where a run begins when a conversation is opened; null when no flow waits for that.</summary>
    internal (FlowProgram Flow, int Node)? Start { get; private set; }

    /// <summary>Where a run begins when nothing else answers; null when the bot has no usable fallback.</summary>
    internal (FlowProgram Flow, int Node)? Fallback { get; private set; }

    /// <summary>Compiles a bot. Never throws for an author's mistake: see <see cref="Problems"/>.</summary>
    /// <param name="bundle">The bot.</param>
    /// <param name="version">Its version; 0 for a draft.</param>
    /// <param name="catalog">The node types of the installation.</param>
    /// <param name="expressions">Compiles expressions.</param>
    /// <param name="understanding">Understands the visitors of this version.</param>
    /// <returns>The program; a node that cannot be compiled fails when a run reaches it.</returns>
    public static BotProgram Compile(
        BotBundle bundle,
        int version,
        NodeCatalog catalog,
        IExpressionEngine expressions,
        IUnderstanding understanding
    )
    {
        var problems = new List<Problem>();
        var flows = new Dictionary<string, FlowProgram>(StringComparer.Ordinal);
        foreach (var (id, flow) in bundle.Flows)
        {
            var found = new List<Problem>();
            flows[id] = FlowProgram.Compile(flow, catalog, expressions, found);
            problems.AddRange(found.Select(p => p.Under($"/flows/{id}")));
        }

        return new BotProgram(bundle, version, flows, understanding, problems);
    }

    /// <summary>Where a run begins that something other than a message starts; null when there is no such trigger.</summary>
    internal (FlowProgram Flow, int Node)? FindTrigger(string flowId, string nodeId) =>
        FindFlow(flowId) is { } flow && flow.IndexOf(nodeId) is var node and >= 0 && flow.Nodes[node] is { StartsRuns: true, Broken: null }
            ? (flow, node)
            : null;

    internal FlowProgram? FindFlow(string id) => _flows.GetValueOrDefault(id);

    /// <summary>Where a run begins for an intent; null when no flow waits for it.</summary>
    internal (FlowProgram Flow, int Node)? RouteOf(string intent) =>
        _intents.TryGetValue(intent, out var route) ? route : null;

    /// <summary>The flow that the author gave a command, or that of an intent with its words; null when it does what it does by itself.</summary>
    internal (FlowProgram Flow, int Node)? FlowFor(DialogueCommand command) =>
        Bot.Dialogue?.Of(command)?.Flow is not { } id ? (Commands.IntentFor(command) is { } intent ? RouteOf(intent) : null)
        : FindFlow(id) is { } flow && EntryOf(flow) is var node and >= 0 ? (flow, node)
        : null;

    /// <summary>Where a flow begins that no trigger of its own is met for: trigger.start, else the first trigger that can.</summary>
    private static int EntryOf(FlowProgram flow)
    {
        var start = Array.FindIndex(flow.Nodes, n => n is { StartsRuns: true, Broken: null } && n.Type == TriggerStartNode.Type);
        return start >= 0 ? start : Array.FindIndex(flow.Nodes, n => n is { StartsRuns: true, Broken: null });
    }

    private void AddRoutes(FlowProgram flow)
    {
        var isFallback = flow.Id == Bot.Fallback?.Flow;
        for (var i = 0; i < flow.Nodes.Length; i++)
        {
            var node = flow.Nodes[i];
            if (!node.StartsRuns || node.Broken is not null)
            {
                continue;
            }

            if (isFallback && (Fallback is null || node.Type == TriggerStartNode.Type))
            {
                Fallback = (flow, i);
            }

            if (node.Type == TriggerStartNode.Type && !isFallback)
            {
                Start ??= (flow, i);
            }

            if (node.SettingsApartFromRuns is { } settings)
            {
                _triggers.Add(new BotTrigger(flow.Id, node.Id, settings));
                if (settings is TriggerIntentConfig config)
                {
                    _intents.TryAdd(config.Intent, (flow, i));
                }
            }
        }
    }
}
