using FlowEngine.Connecting;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace TestKit.Contract;

/// <summary>A connector under test, with what the kit cannot guess.</summary>
/// <param name="Connector">The connector.</param>
public sealed record ContractSubject(ConnectorDefinition Connector)
{
    /// <summary>Registers the connector and its nodes; by default the connector alone, whose operations are its nodes.</summary>
    public Action<IServiceCollection>? Register { get; init; }

    /// <summary>Settings of a connection as JSON; made of the declared fields when null.</summary>
    public string? ConnectionSettings { get; init; }

    /// <summary>Settings by node type as JSON, for nodes that do not call with made-up ones.</summary>
    public IReadOnlyDictionary<string, string> NodeSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Node types that call nobody over a network, such as those on local files.</summary>
    public IReadOnlySet<string> Local { get; init; } = new HashSet<string>();

    /// <summary>Node types whose POST may be repeated without a key, because it sets values; say why beside it.</summary>
    public IReadOnlySet<string> IdempotentByNature { get; init; } = new HashSet<string>();

    /// <summary>How long the kit waits for what should come at once before it calls a rule broken.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    internal void AddTo(IServiceCollection services)
    {
        if (Register is null)
        {
            services.AddConnector(Connector);
        }
        else
        {
            Register(services);
        }
    }
}
