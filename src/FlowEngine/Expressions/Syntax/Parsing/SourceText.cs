using Jint.Parser;

namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>The author's text, with the lines and columns of its characters.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            _lineStarts.Add(at + 1);
        }
    }

    public string Text { get; }

    /// <summary>The text of a node, shortened when it is long.</summary>
    public string Of(TextSpan span)
    {
        var text = Text[span.Start..span.End];
        return text.Length > 60 ? $"{text[..57]}..." : text;
    }

    /// <summary>Line and column, both from 1.</summary>
    public (int Line, int Column) PlaceOf(int position)
    {
        var line = _lineStarts.BinarySearch(position);
        line = line < 0 ? ~line - 1 : line;
        return (line + 1, position - _lineStarts[line] + 1);
    }

    /// <summary>The place of a node as Jint keeps it: columns from 0.</summary>
    public Location LocationOf(TextSpan span) => new() { Start = PositionOf(span.Start), End = PositionOf(span.End) };

    /// <summary>A problem at a character.</summary>
    public ScriptSyntaxException Error(int position, string message, string code = "expression.syntax")
    {
        var (line, column) = PlaceOf(position);
        return new ScriptSyntaxException(new ExpressionProblem(code, message, line, column));
    }

    private Position PositionOf(int position)
    {
        var (line, column) = PlaceOf(position);
        return new Position { Line = line, Column = column - 1 };
    }
}
