using FlowEngine.Compilation;

namespace FlowEngine.Running;

/// <summary>A call that is under way while other branches go on.</summary>
/// <param name="Frame">The frame that waits for it.</param>
/// <param name="Node">The node that calls.</param>
/// <param name="Key">Key of the attempt.</param>
/// <param name="Task">Its result.</param>
internal sealed record CallInProgress(FrameState Frame, NodeProgram Node, string Key, Task<CallResult> Task);
