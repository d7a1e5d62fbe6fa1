using System.Text.Json;
using Connectors.Http.HttpRequest;
using FlowEngine.Connecting.Calling;

namespace Connectors.Http.Answers;

/// <summary>Reads bodies of answers.</summary>
internal static class HttpAnswers
{
    internal const string Auto = "auto";
    internal const string Json = "json";
    internal const string Text = "text";
    internal const string Xml = "xml";
    internal const string Binary = "base64";

    /// <summary>How a body can be read.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Auto, Json, Text, Xml, Binary];

    /// <summary>Reads a body.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="body">The body as a value.</param>
    /// <returns>False when it is not of that kind.</returns>
    public static bool TryRead(Answer answer, string kind, out JsonElement body)
    {
        switch (kind)
        {
            case Json:
                return answer.TryReadJson(out body);
            case Xml:
                return XmlAnswer.TryRead(answer.Text, out body);
            case Text:
                body = TextOf(answer.Text);
                return true;
            case Binary:
                var type = answer.Headers.GetValueOrDefault("content-type");
                body = JsonSerializer.SerializeToElement(
                    new HttpBinary(type, answer.Bytes.Length, Convert.ToBase64String(answer.Bytes.Span)),
                    HttpJsonContext.Default.HttpBinary
                );
                return true;
            default:
                body = ReadByLook(answer);
                return true;
        }
    }

    /// <summary>JSON where it is declared or looks like an object or a list, else text; null for nothing.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The body as a value.</returns>
    public static JsonElement ReadByLook(Answer answer) =>
        answer.TryReadJson(out var json) && (answer.IsDeclaredJson || json.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            ? json
            : TextOf(answer.Text);

    private static JsonElement TextOf(string text) =>
        JsonSerializer.SerializeToElement(text.Length == 0 ? null : text, HttpJsonContext.Default.String!);
}
