using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;

namespace FlowEngine.Validation;

/// <summary>Finds what is wrong with a whole bot, as publishing does. Takes linear time; thread-safe.</summary>
/// <param name="nodes">Node types of the installation.</param>
/// <param name="connectors">Connectors of the installation.</param>
/// <param name="expressions">Compiles the flows' expressions, to see whether they can be.</param>
public sealed class BundleValidator(NodeCatalog nodes, ConnectorCatalog connectors, IExpressionEngine expressions)
{
    private readonly FlowValidator _flows = new(nodes, connectors, expressions);

    /// <summary>Validates a bot with all its flows.</summary>
    /// <param name="bundle">The bot.</param>
    /// <returns>
    /// Problems with pointers into the bundle (<c>/bot/…</c>, <c>/flows/order-status/…</c>), errors first; codes as in
    /// <c>docs/problems.md</c>.
    /// </returns>
    public IReadOnlyList<Problem> Validate(BotBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var ids = bundle.Flows.Keys.ToHashSet(StringComparer.Ordinal);
        var ofBot = new ProblemList();
        BotRules.Check(bundle.Bot, connectors, ofBot);
        CheckFallback(bundle, ofBot);
        DialogueRules.Check(bundle, nodes, ofBot);
        if (ids.Count == 0)
        {
            ofBot.Warning("bot.empty", "", "The bot has no flows, so it never answers. Add one.");
        }

        var problems = ofBot.ToList().Select(p => p.Under("/bot")).ToList();
        foreach (var (key, flow) in bundle.Flows)
        {
            var pointer = $"/flows/{key}";
            if (flow.Id != key)
            {
                problems.Add(BundleDocument.KeyProblem(key, flow.Id, pointer));
            }

            var calls = new ProblemList();
            CallRules.Check(bundle, flow, nodes, calls);
            problems.AddRange(_flows.Validate(flow, bundle.Bot, ids).Concat(calls.ToList()).Select(p => p.Under(pointer)));
        }

        problems.AddRange(HookRules.Check(bundle));
        return [.. problems.OrderByDescending(p => p.Severity)];
    }

    private void CheckFallback(BotBundle bundle, ProblemList problems)
    {
        if (bundle.Bot.Fallback is not { } fallback)
        {
            return;
        }

        if (!bundle.Flows.TryGetValue(fallback.Flow, out var flow))
        {
            problems.Error(
                "bot.fallback",
                "/fallback/flow",
                $"The bot falls back to \"{fallback.Flow}\", which it does not have.{Spelling.Suggest(fallback.Flow, bundle.Flows.Keys)} Add this flow or choose another."
            );
        }
        else if (!HandoffRules.HandsOff(new FlowGraph(flow, nodes)))
        {
            problems.Warning(
                "flow.handoff",
                "/fallback/flow",
                $"The fallback \"{fallback.Flow}\" never leads to a person. Add a handoff to it, for those whom the bot cannot help."
            );
        }
    }
}
