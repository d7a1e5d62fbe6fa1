namespace FlowEngine.Expressions.Templates;

/// <summary>What came of rendering a template.</summary>
/// <param name="Text">The text; empty when there is a problem.</param>
/// <param name="Problem">What went wrong, placed in the template's text; null when nothing did.</param>
public readonly record struct RenderOutcome(string Text, ExpressionProblem? Problem);
