using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace TestKit.Contract;

/// <summary>How a node behaves when the other system has a bad day.</summary>
internal sealed class CallRules(
    ConnectorDefinition connector,
    NodeDefinition node,
    string config,
    JsonElement settings,
    ConnectorBench bench,
    ManualTimeProvider time,
    TimeSpan patience,
    bool isIdempotentByNature
)
{
    /// <summary>Beyond the longest time limit of an operation.</summary>
    private static readonly TimeSpan AnyLimit = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Codes that belong to the engine and the runtime, documented there.</summary>
    private static readonly string[] Common = ["connection.", "config.", "effect.", "expression.", "limit."];

    private readonly NodeEffect _effect = node.EffectFor(JsonElement.Parse(config));
    private readonly List<ContractFinding> _findings = [];

    public async Task<IReadOnlyList<ContractFinding>> FindAsync(CancellationToken cancellationToken)
    {
        await CheckAsync(Fault.BreaksOff, cancellationToken);
        if (_findings.Exists(f => f.Rule == "kit.sample"))
        {
            return _findings;
        }

        await CheckAsync(Fault.Gone, cancellationToken);
        await CheckAsync(Fault.Silent, cancellationToken);
        await CheckCancellationAsync(cancellationToken);
        if (connector.BaseAddress is not null)
        {
            await CheckAsync(Fault.WebPage, cancellationToken);
            await CheckAsync(Fault.Refuses, cancellationToken);
            await CheckAsync(Fault.AsksToWait, cancellationToken);
        }

        return _findings;
    }

    private async Task CheckAsync(Fault fault, CancellationToken cancellationToken)
    {
        using var server = new FaultServer(fault, connector.BaseAddress is not null);
        using var connection = new ContractConnection(connector, settings, server.Port, time);
        bench.Connection = connection;
        var running = bench.RunAsync(node.Type, config, cancellationToken, node.Version);
        // Other protocols than HTTP may notice a broken line by their time limit only.
        var waits = fault is Fault.Silent || (fault is Fault.BreaksOff && connector.BaseAddress is null);
        if (waits && await IsDoneAsync(Task.WhenAny(server.Called, running), cancellationToken))
        {
            // Again and again: a limit may begin only when another step is done.
            for (var waited = TimeSpan.Zero; !running.IsCompleted && waited < patience; waited += Step)
            {
                time.Advance(AnyLimit);
                await Task.WhenAny(running, Task.Delay(Step, cancellationToken));
            }
        }

        if (!await IsDoneAsync(running, cancellationToken))
        {
            Report("call.hangs", fault, "No result came, although the time of every limit has passed.");
            return;
        }

        var outcome = await running;
        if (fault is not Fault.Gone && !server.WasCalled)
        {
            Report("kit.sample", fault, $"With the settings {config} it calls nobody, but leaves by {outcome.Port ?? outcome.Error?.Code}. Give others.");
        }
        else if (outcome.Error is { } error)
        {
            CheckError(fault, error, connection);
        }
        else if (fault is Fault.Gone or Fault.BreaksOff or Fault.Silent)
        {
            Report("call.completed", fault, $"It left by {outcome.Port}, as if the other system had answered.");
        }

        CheckKey(server.FirstRequest, fault);
    }

    private void CheckError(Fault fault, NodeError error, ContractConnection connection)
    {
        if (error.Code is "engine.unhandled" or "plugin.failed" or "engine.result")
        {
            Report("call.throws", fault, $"It threw instead of failing with a code of its own: {error.Message}");
        }
        else if (node.Errors?.ContainsKey(error.Code) != true && !Common.Any(c => error.Code.StartsWith(c, StringComparison.Ordinal)))
        {
            Report("error.undocumented", fault, $"It failed with {error.Code}, which it does not document.");
        }

        if (!Words.AreSound(error.Message))
        {
            Report("error.words", fault, $"\"{error.Message}\" is no sentence for an analyst.");
        }

        if (connection.Secrets.Any(s => error.Message.Contains(s, StringComparison.OrdinalIgnoreCase)))
        {
            Report("error.secret", fault, "The message holds a secret of the connection.");
        }

        var mayRepeat = _effect.Kind is not EffectKind.Write || _effect.Idempotent;
        switch (fault)
        {
            // Who dials may know that the line broke before anything was asked for.
            case Fault.BreaksOff or Fault.Silent when !mayRepeat && error.Retryable && connector.BaseAddress is not null:
                Report("retry.write", fault, "A write that may have been done must not be called repeatable.");
                break;
            case Fault.Gone or Fault.BreaksOff or Fault.Silent when mayRepeat && !error.Retryable:
                Report("retry.read", fault, $"{error.Code} is not repeatable, although the call is.");
                break;
            case Fault.Refuses when error.Retryable:
                Report("retry.refused", fault, "A refused credential does not get better by repeating.");
                break;
            case Fault.AsksToWait when !error.Retryable || error.RetryAfter != TimeSpan.FromSeconds(7):
                Report("retry.after", fault, $"It was asked to wait for 7 seconds, but says {error.RetryAfter?.TotalSeconds ?? 0} (repeatable: {error.Retryable}).");
                break;
            default:
                break;
        }
    }

    /// <summary>A POST is idempotent by its key only; what sets a value, by PUT, PATCH or DELETE, may be so by nature (RFC 9110 §9.2.2).</summary>
    private void CheckKey(string request, Fault fault)
    {
        if (connector.BaseAddress is null || request.Length == 0)
        {
            return;
        }

        var method = request.Split(' ')[0];
        if (
            _effect is { Kind: EffectKind.Write, Idempotent: true }
            && method is "POST"
            && !isIdempotentByNature
            && !request.Contains("\r\nIdempotency-Key:", StringComparison.OrdinalIgnoreCase)
        )
        {
            Report("effect.key", fault, $"A {method} without Idempotency-Key is not idempotent.");
        }

        if (_effect.Kind is not EffectKind.Write && method is "PUT" or "PATCH" or "DELETE")
        {
            Report("effect.kind", fault, $"A {method} changes something: declare a write.");
        }
    }

    private async Task CheckCancellationAsync(CancellationToken cancellationToken)
    {
        using var server = new FaultServer(Fault.Silent, connector.BaseAddress is not null);
        using var connection = new ContractConnection(connector, settings, server.Port, time);
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bench.Connection = connection;
        var running = bench.RunAsync(node.Type, config, run.Token, node.Version);
        if (!await IsDoneAsync(Task.WhenAny(server.Called, running), cancellationToken) || running.IsCompleted)
        {
            return; // reported by the other checks
        }

        await run.CancelAsync();
        if (!await IsDoneAsync(server.CallerLeft, cancellationToken))
        {
            Report("cancel.ignored", Fault.Silent, "The run was cancelled, but the call went on.");
        }

        // What a cancelled run gives is the interpreter's matter.
        await Task.WhenAny(running, Task.Delay(patience, cancellationToken));
    }

    private async Task<bool> IsDoneAsync(Task task, CancellationToken cancellationToken) =>
        await Task.WhenAny(task, Task.Delay(patience, cancellationToken)) == task;

    private void Report(string rule, Fault fault, string message) => _findings.Add(new ContractFinding(rule, node.Type, $"{message} ({fault})"));
}
