using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Expressions.Syntax;

/// <summary>A source cannot be compiled; carries the problem the author sees.</summary>
[SuppressMessage("Design", "CA1032", Justification = "The problem is required: it is what the author sees.")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves the engine.")]
internal sealed class ScriptSyntaxException(ExpressionProblem problem) : Exception(problem.Message)
{
    /// <summary>What is wrong, placed in the author's text.</summary>
    public ExpressionProblem Problem { get; } = problem;
}
