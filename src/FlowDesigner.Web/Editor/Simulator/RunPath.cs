namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>The path of a run on the canvas; member names are its wire (<c>types.ts</c>).</summary>
/// <param name="Nodes">What happened at each node, by its id.</param>
/// <param name="Links">What went over each link that was taken, by <c>node/port</c>.</param>
internal sealed record RunPath(IReadOnlyDictionary<string, RunMark> Nodes, IReadOnlyDictionary<string, RunFlow> Links);

/// <summary>What happened at a node.</summary>
/// <param name="State"><c>done</c>, <c>waiting</c> or <c>failed</c>.</param>
/// <param name="Label">Words for its badge, such as <c>2 ms</c>.</param>
/// <param name="Value">What it gave where no link shows it; empty for nothing.</param>
/// <param name="Full">The same at length.</param>
internal sealed record RunMark(string State, string Label, string Value = "", string Full = "");

/// <summary>What went over a link.</summary>
/// <param name="Value">The latest value, short, such as <c>orderNumber = 1003</c>; empty for nothing.</param>
/// <param name="Full">The same at length.</param>
/// <param name="Times">How often it was taken.</param>
internal sealed record RunFlow(string Value, string Full, int Times);
