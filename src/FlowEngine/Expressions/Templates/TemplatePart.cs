namespace FlowEngine.Expressions.Templates;

/// <summary>A stretch of a template: text, or an expression with its place.</summary>
/// <param name="Text">The text; empty for an expression.</param>
/// <param name="Expression">The expression; null for text.</param>
/// <param name="Line">Line of the template in which the expression starts, from 1.</param>
/// <param name="Column">Column in that line, from 1.</param>
internal sealed record TemplatePart(string Text, CompiledExpression? Expression, int Line, int Column)
{
    /// <summary>A problem of the expression, placed in the template.</summary>
    public ExpressionProblem Place(ExpressionProblem problem) =>
        problem.Line == 1
            ? problem with { Line = Line, Column = Column + problem.Column - 1 }
            : problem with { Line = Line + problem.Line - 1 };
}
