using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Connections.Imported;

/// <summary>Registers imported connectors.</summary>
public static class ImportedRegistration
{
    /// <summary>Registers them. Needs an importer, storage, connections and the library.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddImportedConnectors(this IServiceCollection services) =>
        services
            .AddSingleton<DocumentFetcher>()
            .AddSingleton<ConnectorUses>()
            .AddSingleton<ImportedConnectors>()
            .AddSingleton<IImportedConnectors>(provider => provider.GetRequiredService<ImportedConnectors>())
            .AddHostedService<ImportedStart>();
}
