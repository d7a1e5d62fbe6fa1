using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Running;
using FluentValidation;

namespace FlowEngine.Nodes;

/// <summary>A node type with the code behind it, as registered. Safe to share.</summary>
public abstract class NodeType
{
    private protected NodeType(NodeDefinition definition) => Definition = definition;

    /// <summary>What the node type is.</summary>
    public NodeDefinition Definition { get; }

    /// <summary>Checks settings as written as far as that is possible before a run.</summary>
    /// <param name="config">Settings as written; any JSON.</param>
    /// <param name="expressions">Compiles the expressions.</param>
    /// <returns>
    /// Missing and ill-typed settings, expressions that do not compile, and, where no expression is involved, what the
    /// validator of the type says. Pointers are relative to the settings.
    /// </returns>
    internal IReadOnlyList<Problem> Check(JsonElement config, IExpressionEngine expressions)
    {
        var problems = new List<Problem>();
        _ = Bind(config, expressions, problems);
        return problems;
    }

    /// <summary>Binds the settings of one node.</summary>
    internal abstract NodeBody Bind(JsonElement config, IExpressionEngine expressions, List<Problem> problems);
}

/// <summary>A node type whose settings are <typeparamref name="TConfig"/>.</summary>
/// <typeparam name="TConfig">Settings with every expression resolved.</typeparam>
/// <param name="definition">What the node type is.</param>
/// <param name="validator">Checks settings; null when there is nothing to check.</param>
/// <param name="executor">Executes the node; shared by all runs.</param>
public sealed class NodeType<TConfig>(
    NodeDefinition definition,
    IValidator<TConfig>? validator,
    INodeExecutor<TConfig> executor
) : NodeType(definition)
    where TConfig : class
{
    /// <summary>Checks settings; null when there is nothing to check.</summary>
    internal IValidator<TConfig>? Validator { get; } = validator;

    /// <summary>Executes the node.</summary>
    internal INodeExecutor<TConfig> Executor { get; } = executor;

    internal override NodeBody Bind(JsonElement config, IExpressionEngine expressions, List<Problem> problems) =>
        NodeBody<TConfig>.Bind(this, config, expressions, problems);
}
