using System.Globalization;
using System.Text;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Builds a text; knows how JSON.stringify quotes.</summary>
internal class QuotedText
{
    private readonly StringBuilder _text = new();

    /// <summary>Characters so far; shortening takes back what was appended last.</summary>
    public int Length
    {
        get => _text.Length;
        set => _text.Length = value;
    }

    public void Append(string text) => Append(text.AsSpan());

    public virtual void Append(ReadOnlySpan<char> text) => _text.Append(text);

    public void Append(char character) => _text.Append(character);

    /// <summary>Appends a text in quotes, with the escapes of ECMAScript 2019 (lone surrogates are escaped).</summary>
    public void AppendQuoted(string text)
    {
        Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            AppendEscaped(text, i);
        }

        Append('"');
    }

    public override string ToString() => _text.ToString();

    private void AppendEscaped(string text, int index)
    {
        var c = text[index];
        switch (c)
        {
            case '"':
                Append("\\\"");
                break;
            case '\\':
                Append(@"\\");
                break;
            case '\n':
                Append(@"\n");
                break;
            case '\r':
                Append(@"\r");
                break;
            case '\t':
                Append(@"\t");
                break;
            case '\b':
                Append(@"\b");
                break;
            case '\f':
                Append(@"\f");
                break;
            case < ' ':
            case var _ when char.IsSurrogate(c) && !IsPaired(text, index):
                Append(@"\u");
                Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default:
                Append(c);
                break;
        }
    }

    private static bool IsPaired(string text, int index) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1]);
}
