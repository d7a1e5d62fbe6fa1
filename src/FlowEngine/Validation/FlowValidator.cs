using System.Globalization;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;

namespace FlowEngine.Validation;

/// <summary>Finds what is wrong with a flow before anybody runs it. Takes linear time; thread-safe.</summary>
/// <param name="nodes">Node types of the installation.</param>
/// <param name="connectors">Connectors of the installation.</param>
/// <param name="expressions">Compiles the flow's expressions, to see whether they can be.</param>
public sealed class FlowValidator(NodeCatalog nodes, ConnectorCatalog connectors, IExpressionEngine expressions)
{
    /// <summary>Validates one flow of a bot.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="bot">The bot, for its intents, entities, connections and variables.</param>
    /// <param name="flows">Ids of all flows of the bot.</param>
    /// <returns>Problems with pointers into the flow, errors first, at most 1,000; codes as in <c>docs/problems.md</c>.</returns>
    public IReadOnlyList<Problem> Validate(FlowDefinition flow, BotDefinition bot, IReadOnlySet<string> flows)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(flows);
        var problems = new ProblemList();
        var scope = new FlowScope(bot, flow, flows);
        var graph = new FlowGraph(flow, nodes);
        VariableRules.Check(flow.Variables, problems);
        GraphRules.Check(graph, nodes, problems);
        StructureRules.Check(graph, problems);
        var fields = new FieldRules(
            scope,
            expressions,
            new ExpressionRules(expressions, scope, problems),
            new ReferenceRules(connectors, problems),
            problems
        );
        foreach (var node in graph.Nodes)
        {
            fields.Check(node);
            SecretRules.Check(node.Node.Config, $"{node.Pointer}/config", problems);
        }

        for (var i = 0; i < flow.Notes.Count; i++)
        {
            SecretRules.CheckText(flow.Notes[i].Text, string.Create(CultureInfo.InvariantCulture, $"/notes/{i}/text"), problems);
        }

        GroupRules.Check(flow, problems);
        HandoffRules.Check(graph, bot.Fallback is not null, problems);
        return problems.ErrorsFirst();
    }
}
