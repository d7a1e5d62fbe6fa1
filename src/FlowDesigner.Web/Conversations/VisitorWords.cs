using System.Text.Json;
using FlowRuntime.Conversations;

namespace FlowDesigner.Web.Conversations;

/// <summary>What an agent reads of a visitor's message.</summary>
internal static class VisitorWords
{
    /// <summary>The text, or the inputs of a submitted card, a line each.</summary>
    public static string Of(TranscriptMessage message)
    {
        if (message.Text.Length > 0 || message.Activity.ValueKind != JsonValueKind.Object || !message.Activity.TryGetProperty("value", out var value))
        {
            return message.Text;
        }

        return value.ValueKind == JsonValueKind.Object ? string.Join('\n', value.EnumerateObject().Select(m => $"{m.Name}: {m.Value}")) : value.ToString();
    }
}
