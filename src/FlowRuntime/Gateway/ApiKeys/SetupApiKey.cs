using FlowRuntime.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.ApiKeys;

/// <summary>Stores the key given by <c>FlowStudio:Setup:ApiKey</c> at the first start.</summary>
internal sealed class SetupApiKey(ApiKeyStore keys, IOptions<StudioOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Setup.ApiKey is { Length: > 0 } key)
        {
            await keys.AddAsync("setup", key, ApiScopes.All, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
