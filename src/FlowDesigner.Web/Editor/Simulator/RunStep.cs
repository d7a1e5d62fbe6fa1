namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>One node of a test run, in words.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Class of its category.</param>
/// <param name="Icon">Key of its icon.</param>
/// <param name="Words">What happened.</param>
/// <param name="Time">How long it took, such as <c>2 ms</c>.</param>
/// <param name="Failed">True when it failed.</param>
public sealed record RunStep(string NodeId, string Title, string Category, string Icon, string Words, string Time, bool Failed);
