using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Connections.Imported;

/// <summary>Installs the imported connectors before any service starts: bots are compiled with them.</summary>
internal sealed class ImportedStart(ImportedConnectors connectors) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => connectors.InstallStoredAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
