using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Nodes.WhileLoop;

/// <summary>What all loops have in common: their limits and what they tell in the end.</summary>
internal static class LoopLimits
{
    public const string Code = "loop.budget";

    /// <summary>Why a loop must not make another round; null when it may.</summary>
    public static NodeError? Exceeded(LoopState state, int maxIterations, int maxSeconds, Turn turn)
    {
        if (state.Next >= maxIterations)
        {
            return new NodeError(Code, $"The loop made {maxIterations} rounds and was not done. Check when it ends, or allow more rounds.", Retryable: false);
        }

        return maxSeconds > 0 && turn.Now - state.StartedAt > TimeSpan.FromSeconds(maxSeconds)
            ? new NodeError(Code, $"The loop took longer than {maxSeconds} seconds. Check when it ends, or allow more time.", Retryable: false)
            : null;
    }

    public static NodeError NoBody(string nodeId, string port) =>
        new("loop.body", $"{nodeId} has nothing to repeat. Link its port {port}.", Retryable: false);

    public static JsonElement CountOf(int rounds) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", rounds);
            writer.WriteEndObject();
        });
}
