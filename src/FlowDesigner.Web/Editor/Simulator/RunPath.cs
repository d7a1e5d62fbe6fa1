namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>The path of a test run on the canvas; member names are its wire (<c>types.ts</c>).</summary>
/// <param name="Nodes">What happened at each node, by its id.</param>
/// <param name="Links">Links taken, as <c>node/port</c>.</param>
internal sealed record RunPath(IReadOnlyDictionary<string, RunMark> Nodes, IReadOnlyList<string> Links);

/// <summary>What happened at a node.</summary>
/// <param name="State"><c>done</c>, <c>waiting</c> or <c>failed</c>.</param>
/// <param name="Label">Words for its badge, such as <c>2 ms</c>.</param>
internal sealed record RunMark(string State, string Label);
