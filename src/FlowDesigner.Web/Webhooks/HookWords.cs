using System.Text;
using System.Text.Json;
using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Hooks.Deliveries;

namespace FlowDesigner.Web.Webhooks;

/// <summary>Webhooks and their calls in words.</summary>
internal static class HookWords
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>How calls are signed.</summary>
    public static string SignatureOf(HookSummary hook) =>
        HookSignatures.Options.FirstOrDefault(o => o.Value == hook.Signature)?.Label ?? hook.Signature;

    /// <summary>Whether a webhook asks for no signature.</summary>
    public static bool IsUnsigned(HookSummary hook) => hook.Signature == HookSignatures.Unsigned;

    /// <summary>What became of a call.</summary>
    public static (string Kind, string Icon, string Words) Of(HookOutcome outcome) =>
        outcome switch
        {
            HookOutcome.Taken => ("good", "check", "Taken"),
            HookOutcome.Repeated => ("", "refresh", "Seen before"),
            HookOutcome.Refused => ("bad", "error", "Refused"),
            HookOutcome.Greeted => ("", "say", "Greeting"),
            _ => ("info", "play", "Run again"),
        };

    /// <summary>A size as people say it.</summary>
    /// <param name="bytes">Unit: bytes.</param>
    public static string SizeOf(int bytes) => bytes < 1024 ? $"{bytes} B" : FormattableString.Invariant($"{bytes / 1024.0:0.#} kB");

    /// <summary>A duration as people say it.</summary>
    public static string Took(TimeSpan duration) =>
        duration.TotalMilliseconds < 1000
            ? FormattableString.Invariant($"{duration.TotalMilliseconds:0.#} ms")
            : FormattableString.Invariant($"{duration.TotalSeconds:0.0} s");

    /// <summary>JSON with a property a line; anything else as it is.</summary>
    public static string Pretty(string text)
    {
        try
        {
            return Pretty(JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>JSON with a property a line; empty for nothing.</summary>
    public static string Pretty(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "" : JsonSerializer.Serialize(json, Indented);

    /// <summary>Headers as they are typed, one a line: <c>X-Name: value</c>.</summary>
    /// <returns>The headers; null when a line is none.</returns>
    public static IReadOnlyDictionary<string, string>? ReadHeaders(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(" \t"))
            {
                return null;
            }

            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return headers;
    }
}
