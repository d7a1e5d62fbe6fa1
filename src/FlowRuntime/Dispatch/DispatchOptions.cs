namespace FlowRuntime.Dispatch;

/// <summary>How conversations are worked on: section <c>FlowStudio:Dispatch</c> of the configuration.</summary>
public sealed class DispatchOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio:Dispatch";

    /// <summary>Conversations that have a turn at the same time. A turn that waits for a call counts too.</summary>
    public int ParallelTurns { get; set; } = 512;

    /// <summary>How long a turn waits for all its calls together before it goes on without them.</summary>
    public TimeSpan CallBudget { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a call may take in all, after its turn included.</summary>
    public TimeSpan CallDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>When a visitor who waits for a call is told that it takes longer.</summary>
    public TimeSpan InterimDelay { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>What the visitor is told then; empty tells nothing.</summary>
    public string InterimText { get; set; } = "Still working on it …";

    /// <summary>Calls that may go on after their turns, in all.</summary>
    public int Jobs { get; set; } = 1_000;

    /// <summary>Calls over one connection that may go on after their turns.</summary>
    public int JobsPerConnection { get; set; } = 200;

    /// <summary>How long a claim on a conversation holds; longer than <see cref="TurnLimit"/>.</summary>
    public TimeSpan TurnLease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a turn may take before it is stopped, its run fails and an agent gets the conversation.</summary>
    public TimeSpan TurnLimit { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How long work may lie in an inbox before it is looked after: its wake-up may have been lost.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a delivered event is kept for runs that begin to wait for it a moment too late.</summary>
    public TimeSpan EventMemory { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the events of webhooks are remembered, so that a repetition starts nothing.</summary>
    public TimeSpan HookMemory { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a claim on a call holds; it is renewed three times as often.</summary>
    public TimeSpan JobLease { get; set; } = TimeSpan.FromSeconds(30);
}
