using System.Text.Json;
using FlowEngine.Connecting;

namespace TestKit.Contract;

/// <summary>How a connector's test of a connection behaves.</summary>
internal static class ProbeRules
{
    public static async Task<IReadOnlyList<ContractFinding>> FindAsync(
        ConnectorDefinition connector,
        JsonElement settings,
        ManualTimeProvider time,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        if (connector.Probe is not { } probe)
        {
            return connector.NeedsConnection
                ? [new ContractFinding("probe.missing", connector.Key, "A connection can be tested by a harmless call.")]
                : [];
        }

        var findings = new List<ContractFinding>();
        foreach (var fault in connector.BaseAddress is null ? [Fault.Gone, Fault.BreaksOff] : new[] { Fault.Gone, Fault.BreaksOff, Fault.Refuses })
        {
            using var server = new FaultServer(fault, connector.BaseAddress is not null);
            using var connection = new ContractConnection(connector, settings, server.Port, time);
            try
            {
                var result = await AnswerAsync(probe, connection, patience, cancellationToken);
                if (result.Ok)
                {
                    findings.Add(new ContractFinding("probe.ok", connector.Key, $"It says \"{result.Message}\" ({fault})."));
                }

                if (!Words.AreSound(result.Message) || connection.Secrets.Any(s => result.Message.Contains(s, StringComparison.OrdinalIgnoreCase)))
                {
                    findings.Add(new ContractFinding("probe.words", connector.Key, $"\"{result.Message}\" is no sentence for an admin ({fault})."));
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                findings.Add(new ContractFinding("probe.throws", connector.Key, $"It threw {e.GetType().Name} ({fault}): {e.Message}"));
            }
        }

        await CheckCancellationAsync(connector, probe, settings, time, patience, findings, cancellationToken);
        return findings;
    }

    /// <summary>A connection that refuses itself is an answer, too: the admin is shown its words.</summary>
    private static async Task<ProbeResult> AnswerAsync(
        ConnectionProbe probe,
        IConnection connection,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await probe(connection, cancellationToken).WaitAsync(patience, cancellationToken);
        }
        catch (ConnectionRefusedException e)
        {
            return new ProbeResult(false, e.Message);
        }
    }

    private static async Task CheckCancellationAsync(
        ConnectorDefinition connector,
        ConnectionProbe probe,
        JsonElement settings,
        ManualTimeProvider time,
        TimeSpan patience,
        List<ContractFinding> findings,
        CancellationToken cancellationToken
    )
    {
        using var server = new FaultServer(Fault.Silent, connector.BaseAddress is not null);
        using var connection = new ContractConnection(connector, settings, server.Port, time);
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = probe(connection, run.Token);
        await Task.WhenAny(server.Called, running, Task.Delay(patience, cancellationToken));
        await run.CancelAsync();
        if (await Task.WhenAny(running, Task.Delay(patience, cancellationToken)) != running)
        {
            findings.Add(new ContractFinding("cancel.ignored", connector.Key, "The test was given up, but went on."));
        }
    }
}
