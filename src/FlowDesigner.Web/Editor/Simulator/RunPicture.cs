using System.Text.Json;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>What is known of a run at one moment, for the lists below the canvas.</summary>
/// <param name="Steps">The visits of nodes, in order.</param>
/// <param name="Journal">Everything that was recorded, in order.</param>
/// <param name="Stack">Questions that wait below the flow that interrupted them, then that flow; empty while nothing interrupts.</param>
public sealed record RunPicture(IReadOnlyList<RunStep> Steps, IReadOnlyList<JournalLine> Journal, IReadOnlyList<string> Stack);

/// <summary>One entry of a journal in words.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="FlowId">Flow of the node.</param>
/// <param name="NodeId">The node; empty for what concerns the whole run.</param>
/// <param name="Title">Title of the node or the flow.</param>
/// <param name="Words">What happened.</param>
/// <param name="Failed">True when something went wrong.</param>
/// <param name="Data">What was recorded with it; undefined for nothing.</param>
public sealed record JournalLine(DateTimeOffset At, string FlowId, string NodeId, string Title, string Words, bool Failed, JsonElement Data);
