using FlowRuntime.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Connections;

/// <summary>Registers connections, the vault and what keeps secrets out of records.</summary>
public static class ConnectionsRegistration
{
    /// <summary>Registers them. Call after the storage, whose schema they need at the start.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddConnections(this IServiceCollection services) =>
        services
            .AddSingleton<SecretRedactor>()
            .AddSingleton<ISecretRedactor>(provider => provider.GetRequiredService<SecretRedactor>());
}
