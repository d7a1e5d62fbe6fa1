using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FluentValidation;

namespace FlowEngine.Compilation;

/// <summary>A node type with the settings of one node: what the interpreter executes. Shared by all runs.</summary>
internal abstract class NodeBody
{
    /// <summary>Everything in the settings that is evaluated, here or by the executor.</summary>
    public abstract IEnumerable<FieldValue> Values { get; }

    /// <summary>Makes the settings of one execution.</summary>
    /// <param name="resolution">Scope and first error.</param>
    /// <returns>The settings; null when <see cref="FieldResolution.Error"/> tells why there are none.</returns>
    public abstract object? Prepare(FieldResolution resolution);

    /// <summary>Name of the connection to open for given settings; null for none.</summary>
    public abstract string? ConnectionOf(object config);

    /// <summary>Makes one attempt.</summary>
    public abstract ValueTask<NodeResult> ExecuteAsync(
        object config,
        NodeContext context,
        CancellationToken cancellationToken
    );
}

internal sealed class NodeBody<TConfig> : NodeBody
    where TConfig : class
{
    private static readonly Func<TConfig, string?>? Connection = ConfigShape<TConfig>.GetterOf("Connection");

    private readonly NodeType<TConfig> _type;
    private readonly BoundConfig<TConfig> _config;
    private readonly TConfig? _shared;

    private NodeBody(NodeType<TConfig> type, BoundConfig<TConfig> config, TConfig? shared)
    {
        _type = type;
        _config = config;
        _shared = shared;
    }

    public override IEnumerable<FieldValue> Values => _config.Values;

    /// <summary>Binds settings; those that never change are made and checked here, once.</summary>
    public static NodeBody<TConfig> Bind(
        NodeType<TConfig> type,
        JsonElement config,
        IExpressionEngine expressions,
        List<Problem> problems
    )
    {
        var before = problems.Count;
        var bound = BoundConfig<TConfig>.Bind(config, type.Definition.Fields, new BindingSession(expressions, problems, ""));
        if (problems.Count > before)
        {
            return new NodeBody<TConfig>(type, bound, null);
        }

        var known = bound.Resolve(new FieldResolution(NoScope.Instance));
        var found = bound.IsFixed
            ? type.Validator?.Validate(known)
            : type.Validator?.Validate(known, options => options.IncludeRuleSets(SettingRules.LiteralOnly));
        foreach (var failure in found?.Errors ?? [])
        {
            var severity = failure.Severity == Severity.Error ? ProblemSeverity.Error : ProblemSeverity.Warning;
            problems.Add(new Problem(failure.ErrorCode, severity, PointerOf(failure.PropertyName), failure.ErrorMessage));
        }

        return new NodeBody<TConfig>(type, bound, bound.IsFixed ? known : null);
    }

    public override object? Prepare(FieldResolution resolution)
    {
        if (_shared is not null)
        {
            return _shared;
        }

        var config = _config.Resolve(resolution);
        if (resolution.Error is not null)
        {
            return null;
        }

        if (_type.Validator?.Validate(config).Errors.Find(f => f.Severity == Severity.Error) is { } failure)
        {
            resolution.Fail(failure.ErrorCode, failure.PropertyName, failure.ErrorMessage);
            return null;
        }

        return config;
    }

    public override string? ConnectionOf(object config) =>
        _type.Definition.Connector is null ? null : Connection?.Invoke((TConfig)config);

    public override ValueTask<NodeResult> ExecuteAsync(
        object config,
        NodeContext context,
        CancellationToken cancellationToken
    ) => _type.Executor.ExecuteAsync((TConfig)config, context, cancellationToken);

    /// <summary><c>Arms[0].Port</c> becomes <c>/arms/0/port</c>.</summary>
    private static string PointerOf(string property) =>
        property.Length == 0
            ? ""
            : "/"
                + string.Join(
                    '/',
                    property
                        .Split('.', '[', ']')
                        .Where(part => part.Length > 0)
                        .Select(JsonNamingPolicy.CamelCase.ConvertName)
                );
}
