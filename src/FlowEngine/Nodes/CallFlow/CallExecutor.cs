using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Running;

namespace FlowEngine.Nodes.CallFlow;

internal sealed class CallExecutor : INodeExecutor<CallConfig>
{
    private static readonly NodeResult Holding = new NodeResult.Holding();

    public ValueTask<NodeResult> ExecuteAsync(CallConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var turn = (Turn)context;
        return new(turn.Ended is { } ended ? After(config, turn, ended) : Begin(config, turn, cancellationToken));
    }

    private static NodeResult Begin(CallConfig config, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Program.FindFlow(config.Flow) is not { } flow || flow.Entry < 0)
        {
            return Failed("call.flow", $"There is no flow {config.Flow} that can be called.");
        }

        if (turn.FrameLimit is { } limit)
        {
            return new NodeResult.Failed(limit);
        }

        if (DepthOf(turn) >= turn.Budget.CallDepth)
        {
            return Failed("call.depth", $"More than {turn.Budget.CallDepth} flows have called each other. Check whether one calls itself without end.");
        }

        var inputs = config.Inputs ?? new Dictionary<string, FieldValue>();
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, source) in inputs)
        {
            var (value, problem) = source.Evaluate(turn.Scope, cancellationToken);
            if (problem is not null)
            {
                return Failed(problem.Code, $"{name}: {problem.Message}");
            }

            if (flow.Definition.Variables.GetValueOrDefault(name) is not { Role: VariableRole.Input } declared)
            {
                return Failed("call.input", $"{config.Flow} has no input {name}.");
            }

            if (!VariableTypes.Fits(declared.Type, value))
            {
                return Failed("call.type", $"The input {name} of {config.Flow} is {FieldConversion.Describe(value)}; it takes {declared.Type}.");
            }

            if (JsonValues.SizeOf(value) > turn.Budget.OutputBytes)
            {
                return new NodeResult.Failed(turn.Budget.TooLarge());
            }

            values[name] = value;
        }

        foreach (var (name, variable) in flow.Definition.Variables)
        {
            if (variable is { Role: VariableRole.Input, Default.ValueKind: JsonValueKind.Undefined } && !values.ContainsKey(name))
            {
                return Failed("call.input", $"{config.Flow} needs the input {name}.");
            }
        }

        var frame = turn.Open(FrameRole.Call, flow, flow.Entry, "call");
        foreach (var (name, value) in values)
        {
            frame.Variables[name] = value.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : value;
        }

        return Holding;
    }

    private static NodeResult After(CallConfig config, Turn turn, FrameEnd ended)
    {
        if (ended.Error is { } error)
        {
            return new NodeResult.Failed(error);
        }

        if (ended.Kind == FrameEndKind.Broke)
        {
            return Failed("break.outside", "A break cannot leave the flow that it stands in.");
        }

        var called = ended.Frame.Flow!.Definition; // bound while it ran
        var output = JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, _) in called.Variables.Where(v => v.Value.Role == VariableRole.Output))
            {
                JsonValues.WriteValue(writer, name, ended.Frame.Variables.GetValueOrDefault(name, JsonValues.Null));
            }

            writer.WriteEndObject();
        });
        if (!string.IsNullOrEmpty(config.SaveTo))
        {
            turn.SetVariable(config.SaveTo, output);
        }

        return new NodeResult.Completed("next", output);
    }

    private static int DepthOf(Turn turn)
    {
        var depth = 0;
        for (var frame = turn.Frame; frame is not null; frame = turn.Run.FindFrame(frame.Parent))
        {
            depth += frame.Role == FrameRole.Call ? 1 : 0;
        }

        return depth;
    }

    private static NodeResult.Failed Failed(string code, string message) => new(new NodeError(code, message, Retryable: false));
}
