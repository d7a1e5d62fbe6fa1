namespace FlowDesigner.Web.Editor.Problems;

/// <summary>What repairs a problem.</summary>
/// <param name="Label">Words of the button, such as <c>Use orderNumber</c>.</param>
/// <param name="Apply">Does it; every change of the flow can be undone.</param>
internal sealed record ProblemFix(string Label, Func<Task> Apply);
