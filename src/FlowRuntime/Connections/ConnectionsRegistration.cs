using System.Net;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Connections.Testing;
using FlowRuntime.Connections.Usage;
using FlowRuntime.Credentials;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Credentials.Rotation;
using FlowRuntime.Credentials.Vaults;
using FlowRuntime.Gateway.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowRuntime.Connections;

/// <summary>Registers connections, the vault and what keeps secrets out of records.</summary>
public static class ConnectionsRegistration
{
    /// <summary>Registers them (ASP.NET Core has an <c>AddConnections</c> of its own). Call after the storage: the vault reads the database when the host starts.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddStudioConnections(this IServiceCollection services)
    {
        services.AddOptions<VaultOptions>().BindConfiguration(VaultOptions.SectionName);
        services.AddOptions<ExternalVaultsOptions>().BindConfiguration(ExternalVaultsOptions.SectionName);
        services.AddOptions<CallingOptions>().BindConfiguration(CallingOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ConnectorCatalog(provider.GetServices<ConnectorDefinition>()));
        services.TryAddSingleton<NameResolver>(_ => Dns.GetHostAddressesAsync);
        return services
            .AddSingleton<SecretRedactor>()
            .AddSingleton<ISecretRedactor>(provider => provider.GetRequiredService<SecretRedactor>())
            .AddSingleton<VaultKeys>()
            .AddSingleton<SecretVault>()
            .AddHostedService<VaultStart>()
            .AddSingleton<IChannelSecretStore, ChannelSecretStore>()
            .AddSingleton<GuardedDialer>()
            .AddSingleton<CallingLog>()
            .AddSingleton<CallingStates>()
            .AddSingleton<ICallingState>(provider => provider.GetRequiredService<CallingStates>())
            .AddSingleton<ICallingCache>(provider => provider.GetRequiredService<CallingStates>())
            .AddSingleton<ConnectionUse>()
            .AddSingleton<ConnectionOpener>()
            .AddSingleton<ConnectionSource>()
            .AddSingleton<IConnectionSource>(provider => provider.GetRequiredService<ConnectionSource>())
            .AddSingleton<IConnectionAdmin, ConnectionAdmin>()
            .AddHostedService<ConnectionUseWriter>()
            .AddCredentials()
            .AddSingleton<IConnectionEnvironments, ConnectionEnvironments>()
            .AddSingleton<IConnectionUsage, StoredUsage>()
            .AddSingleton<LineDiagnosis>()
            .AddSingleton<ConnectionProber>()
            .AddSingleton<ConnectionTests>()
            .AddHostedService<ConnectionWatch>();
    }

    private static IServiceCollection AddCredentials(this IServiceCollection services) =>
        services
            .AddSingleton<GuardedHttp>()
            .AddSingleton<ExternalVaults>()
            .AddSingleton<StoredCredentials>()
            .AddSingleton<CredentialSealer>()
            .AddSingleton<ProviderDirectory>()
            .AddSingleton<OAuthProvider>()
            .AddSingleton<TokenStore>()
            .AddSingleton<OAuthTokens>()
            .AddSingleton<TokenRevocation>()
            .AddSingleton<IOAuthConsent, OAuthConsent>()
            .AddSingleton<CredentialRotation>()
            .AddSingleton<ICredentialRotation>(provider => provider.GetRequiredService<CredentialRotation>());
}
