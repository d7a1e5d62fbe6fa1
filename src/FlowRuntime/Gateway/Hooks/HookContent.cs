using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>What a call carries, as the JSON that flows read.</summary>
internal static class HookContent
{
    private const int DeepestJson = 64;

    private static readonly byte[] Nothing = "null"u8.ToArray();

    /// <summary>Headers that carry secrets or sessions; flows, journals and logs must not see them.</summary>
    private static readonly HashSet<string> Hidden = new(
        ["authorization", "proxy-authorization", "cookie", "x-api-key", "x-shopify-access-token"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The body as JSON: itself, or a form as an object, or a text; null when it says that it is JSON and is not.</summary>
    /// <param name="contentType">What it says that it is; null for nothing.</param>
    /// <param name="body">The body.</param>
    public static ReadOnlyMemory<byte>? TryReadBody(string? contentType, byte[] body)
    {
        if (body.Length == 0)
        {
            return Nothing;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(body));
        }

        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        {
            return IsJson(body) ? body : null;
        }

        return type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? JsonSerializer.SerializeToUtf8Bytes(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)).ToDictionary(f => f.Key, f => f.Value.ToString()))
            : JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(body));
    }

    /// <summary>True when the bytes are one JSON value whose every text can be read.</summary>
    public static bool IsJson(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return false;
        }

        // An escape may be half a character, which shows only when the text is read.
        var hasEscapes = utf8.IndexOf("\\u"u8) >= 0;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestJson });
        try
        {
            while (reader.Read())
            {
                if (hasEscapes && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Method, headers and query of a call, as flows read them, with the id of the event.</summary>
    /// <param name="request">The call.</param>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="eventId">Id of the event; null for none.</param>
    /// <param name="signatureHeader">Header of the signature, which is hidden too; null for none.</param>
    /// <param name="cloudEvent">Attributes of a CloudEvent as JSON; empty for none.</param>
    [SuppressMessage("Globalization", "CA1308", Justification = "Header names are read in small letters, as HTTP/2 sends them.")]
    public static byte[] HeadOf(HttpRequest request, string hook, string? eventId, string? signatureHeader, ReadOnlySpan<byte> cloudEvent)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "webhook"u8);
        writer.WriteString("hook"u8, hook);
        writer.WriteString("id"u8, eventId);
        writer.WriteString("method"u8, request.Method);
        writer.WriteStartObject("headers"u8);
        foreach (var (name, value) in request.Headers)
        {
            if (!Hidden.Contains(name) && !name.Equals(signatureHeader, StringComparison.OrdinalIgnoreCase))
            {
                writer.WriteString(name.ToLowerInvariant(), value.ToString());
            }
        }

        writer.WriteEndObject();
        writer.WriteStartObject("query"u8);
        foreach (var (name, value) in request.Query)
        {
            writer.WriteString(name, value.ToString());
        }

        writer.WriteEndObject();
        if (!cloudEvent.IsEmpty)
        {
            writer.WritePropertyName("cloudEvent"u8);
            writer.WriteRawValue(cloudEvent);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What happened, as <c>event</c> of a run: head and body put together.</summary>
    /// <param name="head">An object.</param>
    /// <param name="body">One JSON value; its own validity has been seen.</param>
    /// <returns>The event; null when a member of the body stands twice.</returns>
    public static JsonElement? TryJoin(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var name = ",\"body\":"u8;
        var whole = ArrayPool<byte>.Shared.Rent(head.Length + name.Length + body.Length + 1);
        try
        {
            var length = 0;
            Append(whole, ref length, head[..^1]);
            Append(whole, ref length, name);
            Append(whole, ref length, body);
            Append(whole, ref length, "}"u8);
            return JsonElement.Parse(whole.AsSpan(0, length), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = DeepestJson + 1 });
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private static void Append(byte[] whole, ref int length, ReadOnlySpan<byte> part)
    {
        part.CopyTo(whole.AsSpan(length));
        length += part.Length;
    }
}
