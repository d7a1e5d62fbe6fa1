using Jint.Parser;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Turns places in the text that was parsed into places in the author's text.</summary>
/// <param name="shift">Characters put before it on its first line.</param>
internal sealed class SourcePlace(int shift)
{
    /// <summary>A problem of syntax at a place of the author's text.</summary>
    public static ScriptSyntaxException Syntax(string message, int line, int column) =>
        new(new ExpressionProblem("expression.syntax", message, line, column));

    /// <summary>A problem at a node.</summary>
    public ScriptSyntaxException At(Location? location, string message, string code = "expression.syntax")
    {
        var (line, column) = Of(location);
        return new ScriptSyntaxException(new ExpressionProblem(code, message, line, column));
    }

    /// <summary>Line and column, from 1, of a node.</summary>
    public (int Line, int Column) Of(Location? location) =>
        location is null ? (1, 1) : Of(location.Start.Line, location.Start.Column + 1);

    /// <summary>Line and column in the author's text of a line and column, from 1, in the parsed text.</summary>
    public (int Line, int Column) Of(int line, int column) =>
        line <= 1 ? (1, Math.Max(1, column - shift)) : (line, Math.Max(1, column));
}
