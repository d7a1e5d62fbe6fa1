using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>
/// Writes JSON in the one form that keeps git diffs quiet: two spaces, one member a line, LF, a line break at the end,
/// and only those characters escaped that must be. (<see cref="Utf8JsonWriter"/> escapes emoji whatever the encoder.)
/// </summary>
internal sealed class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.Append('\n').ToString());

    public CanonicalJson Name(string name)
    {
        Next();
        Quote(name);
        _text.Append(": ");
        return this;
    }

    public void Open(char bracket)
    {
        _text.Append(bracket);
        _depth++;
        _first = true;
    }

    public void Close(char bracket)
    {
        _depth--;
        if (!_first)
        {
            Line();
        }

        _text.Append(bracket);
        _first = false;
    }

    /// <summary>Starts the next item of a list.</summary>
    public CanonicalJson Next()
    {
        if (!_first)
        {
            _text.Append(',');
        }

        Line();
        _first = false;
        return this;
    }

    public void Text(string value) => Quote(value);

    public void Number(double value) => _text.Append(value.ToString("R", CultureInfo.InvariantCulture));

    public void Boolean(bool value) => _text.Append(value ? "true" : "false");

    public void Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Open('{');
                foreach (var member in value.EnumerateObject())
                {
                    Name(member.Name).Value(member.Value);
                }

                Close('}');
                break;
            case JsonValueKind.Array:
                Open('[');
                foreach (var item in value.EnumerateArray())
                {
                    Next().Value(item);
                }

                Close(']');
                break;
            case JsonValueKind.String:
                Quote(value.GetString()!); // a string token always has one
                break;
            case JsonValueKind.Undefined:
                _text.Append("null");
                break;
            default:
                // Numbers keep the digits their author wrote: 10.50 stays 10.50.
                _text.Append(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)));
                break;
        }
    }

    private void Line() => _text.Append('\n').Append(' ', 2 * _depth);

    private void Quote(string value)
    {
        _text.Append('"');
        var rest = value.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var at)
        {
            _text.Append(rest[..at]).Append(Escape(rest[at]));
            rest = rest[(at + 1)..];
        }

        _text.Append(rest).Append('"');
    }

    private static string Escape(char c) =>
        c switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            '\b' => @"\b",
            '\f' => @"\f",
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        };
}
