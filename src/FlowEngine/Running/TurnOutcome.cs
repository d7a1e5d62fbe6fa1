namespace FlowEngine.Running;

/// <summary>What came of one turn.</summary>
/// <param name="Run">
/// The conversation's latest run as it stands now, to be stored and handed to the next turn, also when it has ended; null
/// when there has been none.
/// </param>
/// <param name="Deferred">
/// True when the input was not taken because the run waits for a call: nothing was said or journaled. Hand the same
/// input in again after the turn that takes the call's result.
/// </param>
/// <param name="MustContinue">
/// True when the turn was cut into a time slice: commit, let others go on, then hand in <see cref="TurnInput.Continue"/>.
/// </param>
/// <param name="LastFrame">
/// The frame the turn ended in, also when the run has ended, for showing its values; null when nothing ran.
/// </param>
public sealed record TurnOutcome(RunState? Run, bool Deferred = false, FrameState? LastFrame = null, bool MustContinue = false);
