using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// CloudEvents 1.0 over HTTP (https://github.com/cloudevents/spec): binary, structured and in batches. Flows read the data as
/// <c>event.body</c> and the attributes as <c>event.cloudEvent</c>.
/// </summary>
internal static class CloudEvents
{
    /// <summary>Most events in one batch.</summary>
    public const int LargestBatch = 1_000;

    private const string Prefix = "ce-";
    private static readonly string[] Required = ["id", "source", "type"];

    /// <summary>How a call carries events.</summary>
    public static CloudEventMode ModeOf(HttpRequest request)
    {
        var type = request.ContentType ?? "";
        return
            Is(type, "application/cloudevents-batch+json") ? CloudEventMode.Batch
            : Is(type, "application/cloudevents+json") ? CloudEventMode.Structured
            : type.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase) ? CloudEventMode.Unknown
            : request.Headers.ContainsKey("ce-specversion") ? CloudEventMode.Binary
            : CloudEventMode.None;
    }

    /// <summary>The event of a binary call: attributes in headers, data in the body.</summary>
    /// <param name="request">The call.</param>
    /// <param name="body">The body as JSON.</param>
    /// <param name="part">The event.</param>
    /// <returns>What is wrong with it; null for nothing.</returns>
    [SuppressMessage("Globalization", "CA1308", Justification = "Attributes have names in small letters.")]
    public static string? ReadBinary(HttpRequest request, ReadOnlyMemory<byte> body, out HookPart part)
    {
        var attributes = new JsonObject();
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                attributes[name[Prefix.Length..].ToLowerInvariant()] = Uri.UnescapeDataString(value.ToString());
            }
        }

        if (request.ContentType is { Length: > 0 } type)
        {
            attributes["datacontenttype"] = type;
        }

        part = new HookPart(IdOf(attributes), body, JsonSerializer.SerializeToUtf8Bytes(attributes), "");
        return WrongWith(attributes);
    }

    /// <summary>The events of a structured call or a batch.</summary>
    /// <param name="body">The body, valid JSON.</param>
    /// <param name="isBatch">True for an array of events.</param>
    /// <param name="parts">The events.</param>
    /// <returns>What is wrong with them; null for nothing.</returns>
    public static string? ReadStructured(ReadOnlySpan<byte> body, bool isBatch, out List<HookPart> parts)
    {
        parts = [];
        JsonElement root;
        try
        {
            root = JsonElement.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return "The body is no CloudEvent: it is not JSON, or a member stands twice.";
        }

        if (!isBatch)
        {
            return Read(root, "", parts);
        }

        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() > LargestBatch)
        {
            return $"A batch is an array of at most {LargestBatch} CloudEvents.";
        }

        var index = 0;
        foreach (var item in root.EnumerateArray())
        {
            if (Read(item, $"/{index++}", parts) is { } wrong)
            {
                return $"Event {index - 1}: {wrong}";
            }
        }

        return null;
    }

    private static string? Read(JsonElement value, string pointer, List<HookPart> parts)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return "A CloudEvent is a JSON object.";
        }

        var attributes = new JsonObject();
        ReadOnlyMemory<byte> data = "null"u8.ToArray();
        foreach (var member in value.EnumerateObject())
        {
            if (member.NameEquals("data"u8))
            {
                data = Encoding.UTF8.GetBytes(member.Value.GetRawText());
            }
            else if (member.NameEquals("data_base64"u8))
            {
                if (member.Value.ValueKind != JsonValueKind.String || !member.Value.TryGetBytesFromBase64(out var bytes))
                {
                    return "data_base64 is not base64.";
                }

                data = DataOf(bytes);
            }
            else
            {
                attributes[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }
        }

        parts.Add(new HookPart(IdOf(attributes), data, JsonSerializer.SerializeToUtf8Bytes(attributes), $"{pointer}/data"));
        return WrongWith(attributes);
    }

    /// <summary>Bytes as flows can read them: JSON as it is, a text as a text, anything else in base64.</summary>
    private static byte[] DataOf(byte[] bytes) =>
        HookContent.IsJson(bytes) ? bytes
        : Utf8.IsValid(bytes) ? JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(bytes))
        : JsonSerializer.SerializeToUtf8Bytes(Convert.ToBase64String(bytes));

    private static string? WrongWith(JsonObject attributes)
    {
        if (TextOf(attributes, "specversion") != "1.0")
        {
            return "Only CloudEvents of specversion 1.0 are taken.";
        }

        return Required.FirstOrDefault(name => TextOf(attributes, name) is null or "") is { } missing
            ? $"A CloudEvent has the attribute {missing}, a text that is not empty."
            : null;
    }

    /// <summary>Source and id together are unique; long ones are hashed.</summary>
    private static string IdOf(JsonObject attributes)
    {
        var id = $"{TextOf(attributes, "source")} {TextOf(attributes, "id")}";
        return id.Length <= HookEndpoint.LongestEventId ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }

    private static string? TextOf(JsonObject attributes, string name) =>
        attributes[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Is(string contentType, string media) =>
        contentType.StartsWith(media, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == media.Length || contentType[media.Length] is ';' or ' ');
}

/// <summary>How a call carries CloudEvents.</summary>
internal enum CloudEventMode
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Attributes in headers, data in the body.</summary>
    Binary,

    /// <summary>One event, whole, in the body.</summary>
    Structured,

    /// <summary>An array of events in the body.</summary>
    Batch,

    /// <summary>In a format that is not known here.</summary>
    Unknown,
}

/// <summary>One event of a call.</summary>
/// <param name="EventId">Its id; null for none.</param>
/// <param name="Body">What it carries, as JSON.</param>
/// <param name="CloudEvent">Attributes of the CloudEvent as JSON; empty where it is none.</param>
/// <param name="Pointer">JSON pointer of what it carries in the body of the call.</param>
internal sealed record HookPart(string? EventId, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> CloudEvent, string Pointer);
