using FlowEngine.Expressions;

namespace FlowDesigner.Web.Hosting;

/// <summary>
/// Warms the expressions up in the background after the start, so that the first visitor, or the first author who tries
/// a flow, waits for nothing.
/// </summary>
internal sealed class ExpressionWarmUp(IExpressionEngine expressions) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the thread that starts the host.
        await Task.Yield();
        expressions.WarmUp(stoppingToken);
    }
}
