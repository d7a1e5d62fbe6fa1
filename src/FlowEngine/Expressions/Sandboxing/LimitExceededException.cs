using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>A script used up its allowance. A host exception: the script's own <c>catch</c> and <c>finally</c> never see it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "A code is required: it becomes the code of the problem.")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves the engine.")]
internal sealed class LimitExceededException(string code, string message) : Exception(message)
{
    /// <summary>Code of the problem, such as <c>expression.steps</c>.</summary>
    public string Code { get; } = code;
}
