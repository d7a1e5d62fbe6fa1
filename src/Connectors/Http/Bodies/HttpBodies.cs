using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Expressions.Templates;

namespace Connectors.Http.Bodies;

/// <summary>Makes bodies of requests.</summary>
internal static class HttpBodies
{
    internal const string Auto = "auto";
    internal const string Json = "json";
    internal const string Form = "form";
    internal const string Multipart = "multipart";
    internal const string Xml = "xml";
    internal const string Text = "text";
    internal const string Binary = "base64";

    internal const string AsText = "text";
    internal const string AsBase64 = "base64";
    internal const string AsUrl = "url";

    /// <summary>Most parts of a multipart body.</summary>
    internal const int MaxParts = 50;

    /// <summary>Largest body. Unit: bytes.</summary>
    internal const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>How a body can be written.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Auto, Json, Form, Multipart, Xml, Text, Binary];

    /// <summary>Makes a body.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="body">Its value.</param>
    /// <param name="parts">Parts of a multipart body.</param>
    /// <param name="connection">Fetches files that parts name by address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The content; null for none.</returns>
    /// <exception cref="HttpBodyException">It cannot be made.</exception>
    public static async Task<HttpContent?> MakeAsync(
        string kind,
        JsonElement body,
        IReadOnlyList<HttpPart> parts,
        IConnection connection,
        CancellationToken cancellationToken
    )
    {
        var isEmpty = body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        return kind switch
        {
            Multipart => await MultipartAsync(body, parts, connection, cancellationToken).ConfigureAwait(false),
            _ when isEmpty => null,
            Json => new StringContent(body.GetRawText(), Encoding.UTF8, "application/json"),
            Form => new FormUrlEncodedContent(Pairs(body)),
            Xml => new StringContent(XmlBody.Make(body), Encoding.UTF8, "application/xml"),
            Text => new StringContent(ValueText.Of(body)),
            Binary => Bytes(Decode(ValueText.Of(body), "The body")),
            _ when body.ValueKind is JsonValueKind.String => new StringContent(body.GetString()!), // a string element has a string
            _ => new StringContent(body.GetRawText(), Encoding.UTF8, "application/json"),
        };
    }

    /// <summary>Names and values of an object; lists are repeated, empty values left out, objects JSON.</summary>
    /// <param name="values">The object.</param>
    /// <returns>The pairs.</returns>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement values)
    {
        if (values.ValueKind is not JsonValueKind.Object)
        {
            throw new HttpBodyException("A form is made of values by name, such as { \"name\": \"{{ input.text }}\" }.");
        }

        return values.EnumerateObject().SelectMany(m => Pairs(m.Name, m.Value));
    }

    /// <summary>One name with its values.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">A value, or a list of them.</param>
    /// <returns>The pairs.</returns>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => value.EnumerateArray().Where(i => i.ValueKind is not JsonValueKind.Null).Select(i => KeyValuePair.Create(name, ValueText.Of(i))),
            _ => [KeyValuePair.Create(name, ValueText.Of(value))],
        };

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The form owns its parts, and the request the form.")]
    private static async Task<MultipartFormDataContent> MultipartAsync(
        JsonElement fields,
        IReadOnlyList<HttpPart> parts,
        IConnection connection,
        CancellationToken cancellationToken
    )
    {
        var form = new MultipartFormDataContent();
        var left = MaxBytes;
        foreach (var (name, value) in fields.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? [] : Pairs(fields))
        {
            form.Add(new StringContent(value), Quote(name));
        }

        foreach (var part in parts)
        {
            var (content, fileName) = await PartAsync(part, left, connection, cancellationToken).ConfigureAwait(false);
            left -= (int)(content.Headers.ContentLength ?? 0);
            if (left < 0)
            {
                throw new HttpBodyException($"The parts are larger than {MaxBytes / 1024 / 1024} MB together.");
            }

            if (fileName is null)
            {
                form.Add(content, Quote(part.Name));
            }
            else
            {
                form.Add(content, Quote(part.Name), Quote(fileName));
            }
        }

        return form;
    }

    private static async Task<(ByteArrayContent Content, string? FileName)> PartAsync(
        HttpPart part,
        int left,
        IConnection connection,
        CancellationToken cancellationToken
    )
    {
        var fileName = string.IsNullOrWhiteSpace(part.FileName) ? null : part.FileName;
        switch (part.Encoding)
        {
            case AsUrl:
                var file = await GuardedFile.FetchAsync(connection, part.Value, left, cancellationToken).ConfigureAwait(false);
                return (Typed(file.Bytes, part.ContentType ?? file.ContentType), fileName ?? file.Name);
            case AsBase64:
                return (Typed(Decode(part.Value, part.Name), part.ContentType ?? "application/octet-stream"), fileName);
            default:
                return (Typed(Encoding.UTF8.GetBytes(part.Value), part.ContentType ?? "text/plain; charset=utf-8"), fileName);
        }
    }

    private static ByteArrayContent Typed(byte[] bytes, string type)
    {
        var content = Bytes(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(type, out var parsed)
            ? parsed
            : throw new HttpBodyException($"{type} is no content type such as application/pdf.");
        return content;
    }

    private static ByteArrayContent Bytes(byte[] bytes) => new(bytes);

    /// <summary>Names stand in quotes; what would end them is percent-encoded, as browsers do it (HTML, multipart/form-data).</summary>
    private static string Quote(string name) =>
        "\""
        + name.Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)
        + "\"";

    private static byte[] Decode(string text, string what)
    {
        try
        {
            // What a page or a webhook hands over often still has the start of a data address.
            var start = text.StartsWith("data:", StringComparison.Ordinal) ? text.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
            return Convert.FromBase64String(text[start..]);
        }
        catch (FormatException)
        {
            throw new HttpBodyException($"{what} is no base64. Choose text, if it is text.");
        }
    }
}
