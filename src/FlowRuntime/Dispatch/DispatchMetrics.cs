using System.Diagnostics.Metrics;
using FlowEngine.Running;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Dispatch;

/// <summary>Figures of the process that are read when somebody asks for them.</summary>
internal sealed class DispatchMetrics(JobRunner jobs) : IHostedService, IDisposable
{
    private readonly Meter _meter = new(FlowTelemetry.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meter.CreateObservableGauge("flowstudio.jobs.running", () => jobs.Running, "{call}", "Calls that have outlived their turns.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();
}
