using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;

namespace Connectors.OpenApi.Calling;

/// <summary>Writes bodies: JSON, forms, parts, text and files.</summary>
internal static class BodyWriter
{
    /// <summary>Writes the body of a request.</summary>
    /// <param name="plan">How; null for none.</param>
    /// <param name="call">The settings.</param>
    /// <returns>The body; null for none.</returns>
    /// <exception cref="BadSettingException">A value cannot be written as the body needs it.</exception>
    public static HttpContent? Write(BodyPlan? plan, OperationCall call)
    {
        if (plan is null)
        {
            return null;
        }

        if (plan.Whole is { } field)
        {
            var value = call.Value(field);
            return Styles.IsGiven(value) ? Whole(plan, field, value) : null;
        }

        var given = plan.Members.Select(m => (Member: m, Value: call.Value(m.Field))).Where(m => Styles.IsGiven(m.Value)).ToList();
        return given.Count == 0 && !plan.IsRequired
            ? null
            : plan.Kind switch
            {
                ApiBodyKind.Form => Form(plan, given),
                ApiBodyKind.Multipart => Multipart(given),
                _ => Typed(JsonObject(given), plan.MediaType),
            };
    }

    private static HttpContent Whole(BodyPlan plan, string field, JsonElement value) =>
        plan.Kind switch
        {
            ApiBodyKind.Json => Typed(Encoding.UTF8.GetBytes(value.GetRawText()), plan.MediaType),
            ApiBodyKind.Text => Typed(Encoding.UTF8.GetBytes(Styles.Plain(value)), plan.MediaType),
            ApiBodyKind.Binary => Typed(FileValue.Read(field, value).Bytes, plan.MediaType),
            _ when value.ValueKind is not JsonValueKind.Object => throw new BadSettingException(field, "is a form: give values by name."),
            var kind => Members(plan, kind, value),
        };

    private static HttpContent Members(BodyPlan plan, ApiBodyKind kind, JsonElement value)
    {
        var members = value
            .EnumerateObject()
            .Where(m => Styles.IsGiven(m.Value))
            .Select(m => (new MemberPlan(m.Name, m.Name, SentType.AsIs), m.Value))
            .ToList();
        return kind == ApiBodyKind.Multipart ? Multipart(members) : Form(plan, members);
    }

    private static byte[] JsonObject(List<(MemberPlan Member, JsonElement Value)> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var (member, value) in members)
        {
            writer.WritePropertyName(member.Name);
            // A choice is a text in the form, and numbers and yes or no are choices, too.
            if (value.ValueKind == JsonValueKind.String && member.Type != SentType.AsIs && IsBare(value.GetString()!, member.Type)) // a string element has a string
            {
                writer.WriteRawValue(value.GetString()!); // tested just now
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsBare(string text, SentType type)
    {
        if (type == SentType.Truth)
        {
            return text is "true" or "false";
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ByteArrayContent Form(BodyPlan plan, List<(MemberPlan Member, JsonElement Value)> members)
    {
        var pairs = members.SelectMany(m =>
            // A list of objects, or an object that nobody wants in pieces, is sent as JSON.
            m.Member.Style != ApiStyle.DeepObject && IsNested(m.Value)
                ? [$"{Uri.EscapeDataString(m.Member.Name)}={Uri.EscapeDataString(m.Value.GetRawText())}"]
                : Styles
                    .Pairs(m.Member.Name, m.Member.Style, m.Member.IsExploded, m.Value)
                    .Select(p => $"{Uri.EscapeDataString(p.Name)}={string.Join(p.Separator, p.Items.Select(Uri.EscapeDataString))}")
        );
        return Typed(Encoding.ASCII.GetBytes(string.Join('&', pairs)), plan.MediaType);
    }

    private static bool IsNested(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(i => i.ValueKind is JsonValueKind.Object or JsonValueKind.Array));

    private static MultipartFormDataContent Multipart(List<(MemberPlan Member, JsonElement Value)> members)
    {
        var content = new MultipartFormDataContent();
        foreach (var (member, value) in members)
        {
            var items = value.ValueKind == JsonValueKind.Array && !IsNested(value) ? [.. value.EnumerateArray()] : new[] { value };
            foreach (var item in items)
            {
                AddPart(content, member, item);
            }
        }

        return content;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The whole disposes its parts.")]
    private static void AddPart(MultipartFormDataContent content, MemberPlan member, JsonElement value)
    {
        if (member.IsFile || FileValue.IsFile(value))
        {
            var file = FileValue.Read(member.Field, value);
            var part = Typed(file.Bytes, member.MediaType ?? file.MediaType);
            content.Add(part, member.Name, file.Name);
            return;
        }

        var isText = value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
        var type = member.MediaType ?? (isText ? "text/plain; charset=utf-8" : "application/json");
        content.Add(Typed(Encoding.UTF8.GetBytes(Styles.Plain(value)), type), member.Name);
    }

    private static ByteArrayContent Typed(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(mediaType, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }
}
