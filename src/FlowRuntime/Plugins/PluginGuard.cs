using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Plugins;

/// <summary>
/// Keeps what a plug-in's code throws away from the rest of the product, where the engine does not do it already: probes,
/// addresses, hosts and checks. Operations are guarded by their nodes.
/// </summary>
internal sealed partial class PluginGuard(TimeProvider time, ILogger<PluginGuard> logger)
{
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(30);

    /// <summary>Wraps a connector.</summary>
    /// <param name="connector">As the plug-in gives it.</param>
    /// <param name="manifest">Whose it is.</param>
    /// <returns>The same connector, guarded and named.</returns>
    public ConnectorDefinition Wrap(ConnectorDefinition connector, PluginManifest manifest)
    {
        var plugin = manifest.Id;
        return connector with
        {
            Plugin = plugin,
            Publisher = string.IsNullOrWhiteSpace(connector.Publisher) ? manifest.Publisher : connector.Publisher,
            Version = string.IsNullOrWhiteSpace(connector.Version) ? manifest.Version : connector.Version,
            BaseAddress = connector.BaseAddress is { } address ? settings => Try(plugin, () => address(settings), null) : null,
            Hosts = connector.Hosts is { } hosts ? settings => Try(plugin, () => hosts(settings), []) : null,
            Probe = connector.Probe is { } probe ? (connection, token) => ProbeAsync(plugin, probe, connection, token) : null,
            Operations =
            [
                .. connector.Operations.Select(o => o.Check is { } check ? o with { Check = settings => Check(plugin, check, settings) } : o),
            ],
        };
    }

    private IReadOnlyList<Problem> Check(string plugin, OperationCheck check, JsonElement settings) =>
        Try<IReadOnlyList<Problem>>(
            plugin,
            () => [.. check(settings)],
            [new Problem("plugin.failed", ProblemSeverity.Error, "", $"The plug-in {plugin} failed to check these settings.")]
        );

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a plug-in throws becomes an answer that names it.")]
    private async Task<ProbeResult> ProbeAsync(
        string plugin,
        ConnectionProbe probe,
        IConnection connection,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(LongestProbe, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var running = Task.Run(() => probe(connection, either.Token), either.Token);
            return await running.WaitAsync(either.Token).ConfigureAwait(false)
                ?? new ProbeResult(false, $"The plug-in {plugin} gave no answer to the test.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(false, $"The test of the plug-in {plugin} took longer than {LongestProbe.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (e is not OperationCanceledException and not ConnectionRefusedException)
        {
            LogFailed(e, plugin);
            return new ProbeResult(false, $"The test of the plug-in {plugin} failed ({e.GetType().Name}); the log has the details.");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a plug-in throws is logged with its name and answered by a harmless value.")]
    private T Try<T>(string plugin, Func<T> ask, T otherwise)
    {
        try
        {
            return ask() ?? otherwise;
        }
        catch (Exception e)
        {
            LogFailed(e, plugin);
            return otherwise;
        }
    }

    [LoggerMessage(4703, LogLevel.Error, "The plug-in {Plugin} threw.")]
    private partial void LogFailed(Exception exception, string plugin);
}
