using System.Text;

namespace FlowEngine.Expressions.Templates;

/// <summary>Cuts a template into text and expressions. One use.</summary>
/// <param name="source">The template.</param>
/// <param name="engine">Compiles the expressions; null only to find them.</param>
internal sealed class TemplateReader(string source, IExpressionEngine? engine)
{
    private const string Open = "{{";
    private const string Close = "}}";

    private readonly List<TemplatePart> _parts = [];
    private readonly StringBuilder _text = new();
    private readonly List<(string Source, int Start)> _expressions = [];
    private ExpressionProblem? _problem;

    /// <summary>The expressions of a template with their places, whether they can be compiled or not.</summary>
    public static IReadOnlyList<(string Source, int Start)> Expressions(string source)
    {
        var reader = new TemplateReader(source, null);
        reader.Read();
        return reader._expressions;
    }

    public CompiledTemplate Read()
    {
        var at = 0;
        while (at < source.Length && _problem is null)
        {
            var open = source.IndexOf(Open, at, StringComparison.Ordinal);
            if (open < 0)
            {
                _text.Append(source, at, source.Length - at);
                break;
            }

            if (open > at && source[open - 1] == '\\')
            {
                _text.Append(source, at, open - at - 1).Append(Open);
                at = open + Open.Length;
                continue;
            }

            _text.Append(source, at, open - at);
            at = ReadExpression(open);
        }

        EndText();
        return new CompiledTemplate(source, [.. _parts], _problem);
    }

    private int ReadExpression(int open)
    {
        EndText();
        var start = open + Open.Length;
        var end = FindEnd(start);
        if (end < 0)
        {
            var (line, column) = PlaceOf(open);
            _problem = new ExpressionProblem("expression.syntax", "'{{' has no '}}'. Write '\\{{' for two literal braces.", line, column);
            return source.Length;
        }

        var inner = source[start..end];
        var blanks = inner.Length - inner.TrimStart().Length;
        _expressions.Add((inner.Trim(), start + blanks));
        if (engine is null)
        {
            return end + Close.Length;
        }

        var expression = engine.Compile(inner.Trim());
        var place = PlaceOf(start + (blanks < inner.Length ? blanks : 0));
        var part = new TemplatePart(string.Empty, expression, place.Line, place.Column);
        _problem = expression.Problem is { } problem ? part.Place(problem) : null;
        _parts.Add(part);
        return end + Close.Length;
    }

    /// <summary>The end of an expression: not the braces inside its texts or of its objects.</summary>
    private int FindEnd(int start)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = start; i < source.Length; i++)
        {
            var c = source[i];
            if (quote != '\0')
            {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"' or '`')
            {
                quote = c;
            }
            else if (c == '{')
            {
                depth++;
            }
            else if (c == '}' && depth > 0)
            {
                depth--;
            }
            else if (c == '}' && i + 1 < source.Length && source[i + 1] == '}')
            {
                return i;
            }
        }

        // An apostrophe in a regular expression, say: the first braces that close it are the best guess.
        return source.IndexOf(Close, start, StringComparison.Ordinal);
    }

    private void EndText()
    {
        if (_text.Length > 0)
        {
            _parts.Add(new TemplatePart(_text.ToString(), null, 1, 1));
            _text.Clear();
        }
    }

    private (int Line, int Column) PlaceOf(int index)
    {
        var before = source.AsSpan(0, index);
        return (before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
