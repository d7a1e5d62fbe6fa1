using System.Text.Json;
using FlowEngine.Nodes.WhileLoop;
using FlowEngine.Running;

namespace FlowEngine.Nodes.ForEach;

internal sealed class ForEachExecutor : INodeExecutor<ForEachConfig>
{
    /// <summary>Errors that are told one by one when rounds may fail.</summary>
    private const int ErrorsTold = 20;

    private static readonly NodeResult Holding = new NodeResult.Holding();

    public ValueTask<NodeResult> ExecuteAsync(ForEachConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var turn = (Turn)context;
        return new(
            turn.Ended is { } ended && turn.Frame.Structure is LoopState state
                ? Next(config, turn, state, ended, cancellationToken)
                : Begin(config, turn, cancellationToken)
        );
    }

    private static NodeResult Begin(ForEachConfig config, Turn turn, CancellationToken cancellationToken)
    {
        var (items, problem) = config.Items.Evaluate(turn.Scope, cancellationToken);
        if (problem is not null)
        {
            return new NodeResult.Failed(new NodeError(problem.Code, $"Items: {problem.Message}", Retryable: false));
        }

        if (CountOf(items) is not { } count)
        {
            var message = "The items are no list and no whole number from 0. Check the expression.";
            return new NodeResult.Failed(new NodeError("loop.items", message, Retryable: false));
        }

        if (count > config.MaxIterations)
        {
            var message = $"There are {count} items, and the loop makes {config.MaxIterations} rounds at most. Allow more, or choose fewer items.";
            return new NodeResult.Failed(new NodeError(LoopLimits.Code, message, Retryable: false));
        }

        if (JsonValues.SizeOf(items) > turn.Budget.OutputBytes)
        {
            return new NodeResult.Failed(turn.Budget.TooLarge());
        }

        var state = new LoopState
        {
            Items = items.ValueKind == JsonValueKind.Array ? items : default,
            Count = count,
            StartedAt = turn.Now,
            Results = config.Collect is not null ? [.. Enumerable.Repeat(JsonValues.Null, count)] : null,
        };
        turn.Frame.Structure = state;
        return Fill(config, turn, state, reusable: null);
    }

    private static NodeResult Next(
        ForEachConfig config,
        Turn turn,
        LoopState state,
        FrameEnd ended,
        CancellationToken cancellationToken
    )
    {
        state.Open--;
        var index = ended.Frame.Index ?? 0;
        switch (ended.Kind)
        {
            case FrameEndKind.Failed when ended.Error is { } error && config.OnError != ForEachNode.Continue:
                return new NodeResult.Failed(error);
            case FrameEndKind.Failed when ended.Error is { } error:
                state.Failed++;
                if (state.Failed <= ErrorsTold)
                {
                    (state.Errors ??= []).Add(new IterationError(index, error));
                }

                break;
            case FrameEndKind.Broke:
                return Done(turn, state);
            default:
                if (Collect(config, turn, state, ended.Frame, index, cancellationToken) is { } failed)
                {
                    return failed;
                }

                break;
        }

        return Fill(config, turn, state, ended.Frame);
    }

    private static NodeResult.Failed? Collect(
        ForEachConfig config,
        Turn turn,
        LoopState state,
        FrameState round,
        int index,
        CancellationToken cancellationToken
    )
    {
        if (state.Results is { } results && config.Collect is { } collect)
        {
            var (value, problem) = turn.Evaluate(collect, round, cancellationToken);
            if (problem is not null)
            {
                return new NodeResult.Failed(new NodeError(problem.Code, $"Collect: {problem.Message}", Retryable: false));
            }

            results[index] = value.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : value;
        }

        if (round.Role == FrameRole.Branch && config.Merge != ForEachNode.NoMerge)
        {
            var changes = state.Changes ??= [];
            foreach (var (name, value) in round.Variables)
            {
                if (config.Merge == ForEachNode.LastCompleted || !changes.TryGetValue(name, out var by) || by.Index < index)
                {
                    changes[name] = new RoundChange(index, value);
                }
            }
        }

        return null;
    }

    private static NodeResult Fill(ForEachConfig config, Turn turn, LoopState state, FrameState? reusable)
    {
        var target = turn.Node.TargetOf(ForEachNode.Body);
        if (target < 0 || target == turn.Frame.NodeIndex)
        {
            return new NodeResult.Failed(LoopLimits.NoBody(turn.NodeId, ForEachNode.Body));
        }

        var role = config.Concurrency == 1 ? FrameRole.Part : FrameRole.Branch;
        while (state.Open < config.Concurrency && state.Next < state.Count)
        {
            if (turn.FrameLimit is { } limit)
            {
                return state.Open > 0 ? Holding : new NodeResult.Failed(limit);
            }

            var index = state.Next++;
            state.Open++;
            var item = state.Items.ValueKind == JsonValueKind.Array ? state.Items[index] : JsonValues.Of(index);
            if (reusable is { Role: FrameRole.Part })
            {
                turn.OpenAgain(reusable, target, index, item);
            }
            else
            {
                turn.Open(role, turn.Flow, target, ForEachNode.Body, index, item);
            }
        }

        return state.Open > 0 ? Holding : Done(turn, state);
    }

    private static NodeResult.Completed Done(Turn turn, LoopState state)
    {
        foreach (var (name, change) in state.Changes ?? [])
        {
            turn.SetVariable(name, change.Value);
        }

        return new(
            ForEachNode.Done,
            JsonValues.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("count", state.Next - state.Open);
                writer.WriteNumber("failed", state.Failed);
                if (state.Results is { } results)
                {
                    writer.WriteStartArray("results");
                    foreach (var result in results.Take(state.Next))
                    {
                        result.WriteTo(writer);
                    }

                    writer.WriteEndArray();
                }

                if (state.Errors is { } errors)
                {
                    writer.WriteStartArray("errors");
                    foreach (var (index, error) in errors)
                    {
                        writer.WriteStartObject();
                        writer.WriteNumber("index", index);
                        writer.WriteString("code", error.Code);
                        writer.WriteString("message", error.Message);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            })
        );
    }

    private static int? CountOf(JsonElement items) =>
        items.ValueKind switch
        {
            JsonValueKind.Array => items.GetArrayLength(),
            JsonValueKind.Number when items.TryGetInt32(out var count) && count >= 0 => count,
            JsonValueKind.Undefined or JsonValueKind.Null => 0,
            _ => null,
        };
}
