namespace FlowEngine.Running;

/// <summary>How a frame ended, for the node that had opened it.</summary>
/// <param name="Frame">The frame, already out of the run.</param>
/// <param name="Kind">How.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
internal sealed record FrameEnd(FrameState Frame, FrameEndKind Kind, NodeError? Error = null);

/// <summary>How a frame ended.</summary>
internal enum FrameEndKind
{
    /// <summary>It went to its end.</summary>
    Done,

    /// <summary>An error left it.</summary>
    Failed,

    /// <summary>A break leaves the enclosing loop.</summary>
    Broke,

    /// <summary>It has not: the time that the node gave its parts is over.</summary>
    TimedOut,
}
