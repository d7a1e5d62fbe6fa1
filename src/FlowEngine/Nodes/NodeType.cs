using FlowEngine.Running;
using FluentValidation;

namespace FlowEngine.Nodes;

/// <summary>A node type with the code behind it, as registered. Safe to share.</summary>
public abstract class NodeType
{
    private protected NodeType(NodeDefinition definition) => Definition = definition;

    /// <summary>What the node type is.</summary>
    public NodeDefinition Definition { get; }
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
}
