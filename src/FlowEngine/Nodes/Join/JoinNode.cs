namespace FlowEngine.Nodes.Join;

/// <summary>Brings parallel branches together.</summary>
public static class JoinNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "join";

    /// <summary>Port when enough branches have ended.</summary>
    public const string Next = "next";

    /// <summary>Port when the time is over.</summary>
    public const string TimedOut = "timedOut";

    /// <summary>Waits for all branches.</summary>
    public const string All = "all";

    /// <summary>Waits for the first branch that succeeds.</summary>
    public const string Any = "any";

    /// <summary>Waits for a number of branches that succeed.</summary>
    public const string First = "first";

    /// <summary>Branches that nobody waits for are stopped.</summary>
    public const string Cancel = "cancel";

    /// <summary>Branches that nobody waits for go on by themselves.</summary>
    public const string Finish = "finish";

    /// <summary>A failed branch fails the join.</summary>
    public const string Fail = "fail";

    /// <summary>A failed branch is told in the output.</summary>
    public const string Collect = "collect";

    /// <summary>Longest wait. Unit: seconds.</summary>
    public const int MostSeconds = 2_592_000;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<JoinConfig>(Type, version: 1)
            .Title("Join", NodeCategory.Logic, "Waits for branches that run side by side and goes on once.")
            .Card("Waits for {mode}", "join")
            .Field(
                c => c.Mode,
                "Wait for",
                "How many branches have to end.",
                options: [new(All, "all branches"), new(Any, "the first that succeeds"), new(First, "a number that succeed")]
            )
            .Field(c => c.Count, "Number", "How many have to succeed, for “a number”.", minimum: 1, maximum: 20, shownWhen: new FieldCondition("mode", First))
            .Field(
                c => c.TimeoutSeconds,
                "Longest wait",
                "Seconds from the beginning of the branches, up to 30 days; 0 for no limit.",
                minimum: 0,
                maximum: MostSeconds,
                advanced: true
            )
            .Field(
                c => c.Losers,
                "The others",
                "What happens to branches that are not waited for any more.",
                options: [new(Cancel, "are stopped"), new(Finish, "finish by themselves")],
                advanced: true
            )
            .Field(
                c => c.OnError,
                "On error",
                "What an unhandled error in a branch does.",
                options: [new(Fail, "The join fails at once"), new(Collect, "It is told in the output")],
                advanced: true
            )
            .Output(Next, "next", "When enough branches have ended: a list with each branch, its error and what it changed.")
            .Output(TimedOut, "timed out", "When the longest wait is over.")
            .Error("join.missed", "Fewer branches have succeeded than were waited for.")
            .Error("join.count", "The number of branches is out of range.")
            .Error("join.timeout", "The wait is out of range.")
            .Build();
}
