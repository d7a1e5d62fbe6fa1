namespace FlowDesigner.Web.Shell;

/// <summary>What a page says about the last thing that was done.</summary>
/// <param name="Kind"><c>bad</c>, <c>warn</c>, <c>good</c>; empty for information.</param>
/// <param name="Text">What happened and what to do.</param>
internal sealed record Notice(string Kind, string Text);
