using System.Text;
using System.Text.Json;
using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Wording;
using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Hooks.Deliveries;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Webhooks;

/// <summary>Webhooks and their calls in words.</summary>
internal static class HookWords
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>How calls are signed.</summary>
    public static string SignatureOf(IStringLocalizer<WebhooksText> text, HookSummary hook) =>
        HookSignatures.Options.FirstOrDefault(o => o.Value == hook.Signature) is { } option ? text.From<NodeText>()[option.Label] : hook.Signature;

    /// <summary>Whether a webhook asks for no signature.</summary>
    public static bool IsUnsigned(HookSummary hook) => hook.Signature == HookSignatures.Unsigned;

    /// <summary>What became of a call.</summary>
    public static (string Kind, string Icon, string Words) Of(IStringLocalizer<WebhooksText> text, HookOutcome outcome) =>
        outcome switch
        {
            HookOutcome.Taken => ("good", "check", text["Taken"]),
            HookOutcome.Repeated => ("", "refresh", text["Seen before"]),
            HookOutcome.Refused => ("bad", "error", text["Refused"]),
            HookOutcome.Greeted => ("", "say", text["Greeting"]),
            _ => ("info", "play", text["Run again"]),
        };

    /// <summary>A size as people say it.</summary>
    /// <param name="text">Texts of this folder.</param>
    /// <param name="bytes">Unit: bytes.</param>
    public static string SizeOf(IStringLocalizer<WebhooksText> text, int bytes) => bytes < 1024 ? text["{0} B", bytes] : text["{0:0.#} kB", bytes / 1024.0];

    /// <summary>A duration as people say it.</summary>
    public static string Took(IStringLocalizer<WebhooksText> text, TimeSpan duration) =>
        duration.TotalMilliseconds < 1000 ? text["{0:0.#} ms", duration.TotalMilliseconds] : text["{0:0.0} s", duration.TotalSeconds];

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
