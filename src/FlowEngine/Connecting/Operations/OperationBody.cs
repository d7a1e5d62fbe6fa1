using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Running;

namespace FlowEngine.Connecting.Operations;

/// <summary>An operation with the settings of one node. Settings that never change are made and checked once.</summary>
internal sealed class OperationBody : NodeBody
{
    private readonly OperationNode _node;
    private readonly BoundSettings _own;
    private readonly BoundSettings _added;
    private readonly OperationConfig? _shared;

    private OperationBody(OperationNode node, BoundSettings own, BoundSettings added, OperationConfig? shared) =>
        (_node, _own, _added, _shared) = (node, own, added, shared);

    public override IEnumerable<FieldValue> Values => _own.Values.Concat(_added.Values);

    public static OperationBody Bind(OperationNode node, JsonElement config, IExpressionEngine expressions, List<Problem> problems)
    {
        var before = problems.Count;
        var session = new BindingSession(expressions, problems, "");
        var own = BoundSettings.Bind(config, node.Operation.Fields, session);
        var added = BoundSettings.Bind(config, OperationFields.Added(node.Connector, node.Operation), session);
        if (problems.Count > before)
        {
            return new OperationBody(node, own, added, null);
        }

        var nothing = new FieldResolution(NoScope.Instance);
        if (own.IsFixed && node.Operation.Check is { } check)
        {
            problems.AddRange(check(own.Resolve(nothing)));
        }

        var shared = own.IsFixed && added.IsFixed ? ConfigOf(node, own.Resolve(nothing), added.Resolve(nothing)) : null;
        return new OperationBody(node, own, added, shared);
    }

    public override object? Prepare(FieldResolution resolution)
    {
        if (_shared is not null)
        {
            return _shared;
        }

        var (own, added) = (_own.Resolve(resolution), _added.Resolve(resolution));
        if (resolution.Error is not null)
        {
            return null;
        }

        if (_node.Operation.Check?.Invoke(own).FirstOrDefault(p => p.Severity == ProblemSeverity.Error) is { } problem)
        {
            resolution.Fail(problem.Code, LabelOf(problem.Pointer), problem.Message);
            return null;
        }

        return ConfigOf(_node, own, added);
    }

    public override string? ConnectionOf(object config) => ((OperationConfig)config).Connection;

    public override ValueTask<NodeResult> ExecuteAsync(object config, NodeContext context, CancellationToken cancellationToken) =>
        _node.ExecuteAsync((OperationConfig)config, context, cancellationToken);

    private static OperationConfig ConfigOf(OperationNode node, JsonElement own, JsonElement added)
    {
        var seconds = added.TryGetProperty(OperationFields.CacheSeconds, out var written) ? written.GetDouble() : 0;
        return new OperationConfig(
            own,
            TextOf(added, OperationFields.Connection),
            TextOf(added, OperationFields.SaveTo),
            seconds > 0 ? node.Operation.Cache! with { TimeToLive = TimeSpan.FromSeconds(seconds) } : null, // only cacheable ones have the setting
            added.TryGetProperty(OperationFields.Fresh, out var fresh) && fresh.GetBoolean()
        );
    }

    private static string? TextOf(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var value) ? value.GetString() : null;

    private string LabelOf(string pointer)
    {
        var name = pointer.Split('/', 3) is [_, var first, ..] ? first : "";
        return _node.Operation.Fields.FirstOrDefault(f => f.Name == name)?.Label ?? _node.Operation.Title;
    }
}
