using FlowEngine.Connecting;
using FlowEngine.Connecting.Operations;
using FlowEngine.Running;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Nodes;

/// <summary>Registers node types and connectors. One explicit call each; nothing is scanned.</summary>
public static class NodeRegistration
{
    /// <summary>Registers a node type.</summary>
    /// <param name="services">The container.</param>
    /// <param name="definition">What the node type is.</param>
    /// <typeparam name="TConfig">Its settings.</typeparam>
    /// <typeparam name="TValidator">Checks its settings.</typeparam>
    /// <typeparam name="TExecutor">Executes it; one instance serves all runs.</typeparam>
    /// <returns>The container.</returns>
    public static IServiceCollection AddNode<TConfig, TValidator, TExecutor>(
        this IServiceCollection services,
        NodeDefinition definition
    )
        where TConfig : class
        where TValidator : class, IValidator<TConfig>
        where TExecutor : class, INodeExecutor<TConfig> =>
        services.AddSingleton<NodeType>(provider => new NodeType<TConfig>(
            definition,
            ActivatorUtilities.CreateInstance<TValidator>(provider),
            ActivatorUtilities.CreateInstance<TExecutor>(provider)
        ));

    /// <summary>Registers a node type whose settings need no check beyond their shape.</summary>
    /// <param name="services">The container.</param>
    /// <param name="definition">What the node type is.</param>
    /// <typeparam name="TConfig">Its settings.</typeparam>
    /// <typeparam name="TExecutor">Executes it; one instance serves all runs.</typeparam>
    /// <returns>The container.</returns>
    public static IServiceCollection AddNode<TConfig, TExecutor>(
        this IServiceCollection services,
        NodeDefinition definition
    )
        where TConfig : class
        where TExecutor : class, INodeExecutor<TConfig> =>
        services.AddSingleton<NodeType>(provider => new NodeType<TConfig>(
            definition,
            null,
            ActivatorUtilities.CreateInstance<TExecutor>(provider)
        ));

    /// <summary>Registers a connector and a node type for each of its operations.</summary>
    /// <param name="services">The container; needs logging.</param>
    /// <param name="definition">What the connector is.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddConnector(this IServiceCollection services, ConnectorDefinition definition)
    {
        services.AddSingleton(definition);
        foreach (var operation in definition.Operations)
        {
            services.AddSingleton<NodeType>(provider => new OperationNode(
                definition,
                operation,
                provider.GetService<TimeProvider>() ?? TimeProvider.System,
                provider.GetRequiredService<ILogger<OperationNode>>()
            ));
        }

        return services;
    }
}
