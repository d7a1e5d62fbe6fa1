using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Connectors.OpenApi.Reading;

/// <summary>Reads the bytes of one file as JSON or YAML, whatever its name says.</summary>
internal static class DocumentText
{
    /// <summary>Largest text that is tried as YAML after it failed as JSON. Unit: bytes.</summary>
    private const int SecondTryBytes = 2 * 1024 * 1024;

    private const int NoCharacter = -1;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its bytes; must stay as they are while the result lives.</param>
    /// <param name="limits">What is too much.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The root value.</returns>
    /// <exception cref="DocumentRefusedException">Too large, too deep, or neither JSON nor YAML.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> bytes, ReadLimits limits, CancellationToken cancellationToken)
    {
        if (bytes.Length > limits.MaxBytes)
        {
            throw new DocumentRefusedException("openapi.size", $"The document is larger than {limits.MaxBytes / 1024 / 1024} MB.");
        }

        var text = WithoutMark(bytes);
        switch (FirstCharacter(text.Span))
        {
            case NoCharacter:
                throw new DocumentRefusedException("openapi.empty", "The document is empty.");
            case '<':
                throw new DocumentRefusedException(
                    "openapi.format",
                    "This is a web page or XML, no OpenAPI document. Give the address of the JSON or YAML file itself."
                );
            case '{' or '[':
                return ReadJson(text, limits, cancellationToken);
            default:
                return Parse(YamlJson.Convert(text, limits, cancellationToken), limits);
        }
    }

    private static JsonElement ReadJson(ReadOnlyMemory<byte> text, ReadLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(text, limits);
        }
        catch (JsonException e) when (text.Length <= SecondTryBytes && !IsTooDeep(text.Span, limits))
        {
            // A YAML file may start with a brace, too.
            try
            {
                return Parse(YamlJson.Convert(text, limits, cancellationToken), limits);
            }
            catch (DocumentRefusedException second) when (second.Code == "openapi.format")
            {
                throw NoJson(e);
            }
        }
        catch (JsonException e)
        {
            throw IsTooDeep(text.Span, limits) ? YamlJson.TooDeep(limits) : NoJson(e);
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json, ReadLimits limits) =>
        // Never disposed, as it is made of the caller's bytes and the garbage collector takes both.
        JsonDocument.Parse(json, Lenient with { MaxDepth = limits.MaxDepth }).RootElement;

    private static DocumentRefusedException NoJson(JsonException e) =>
        new("openapi.format", $"The document is no JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} cannot be read.");

    /// <summary>True when the text nests deeper than allowed; the parser tells this by its message only.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> json, ReadLimits limits)
    {
        var (depth, inText) = (0, false);
        for (var i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case (byte)'\\' when inText:
                    i++;
                    break;
                case (byte)'"':
                    inText = !inText;
                    break;
                case (byte)'{' or (byte)'[' when !inText:
                    if (++depth > limits.MaxDepth)
                    {
                        return true;
                    }

                    break;
                case (byte)'}' or (byte)']' when !inText:
                    depth--;
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.StartsWith(Encoding.UTF8.Preamble))
        {
            return bytes[Encoding.UTF8.Preamble.Length..];
        }

        var wide =
            span.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
            : span.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
            : null;
        return wide is not null ? Encoding.UTF8.GetBytes(wide.GetString(span[wide.Preamble.Length..]))
            : Utf8.IsValid(span) ? bytes
            : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(span)); // broken characters become U+FFFD
    }

    private static int FirstCharacter(ReadOnlySpan<byte> text)
    {
        var rest = text.TrimStart(" \t\r\n"u8);
        return rest.IsEmpty ? NoCharacter : rest[0];
    }
}
