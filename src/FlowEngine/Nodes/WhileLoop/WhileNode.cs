using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.WhileLoop;

/// <summary>Repeats as long as a condition holds.</summary>
public static class WhileNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "while";

    /// <summary>Port of what is repeated.</summary>
    public const string Body = "do";

    /// <summary>Port behind the loop.</summary>
    public const string Done = "done";

    /// <summary>Most rounds an author may allow.</summary>
    public const int MostIterations = 1_000_000;

    /// <summary>Longest time an author may allow. Unit: seconds.</summary>
    public const int MostSeconds = 604_800;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<WhileConfig>(Type, version: 1)
            .Title("Repeat while", NodeCategory.Logic, "Repeats the nodes behind “do” as long as a condition holds.")
            .Card("Repeats while {rules}", "loop")
            .Condition("Asked before each round; leave empty to give a formula instead.")
            .Field(
                c => c.MaxIterations,
                "Most rounds",
                "The loop fails after so many rounds, 1 to 1,000,000.",
                minimum: 1,
                maximum: MostIterations,
                advanced: true
            )
            .Field(
                c => c.MaxSeconds,
                "Longest time",
                "The loop fails after so many seconds, up to a week; 0 for no limit.",
                minimum: 0,
                maximum: MostSeconds,
                advanced: true
            )
            .OpensParts()
            .Output(Body, "do", "Each round; the round ends where nothing is linked, or at a link back to this node.", required: true)
            .Output(Done, "done", "When the condition does not hold any more, with the number of rounds.")
            .Error("loop.budget", "The loop made more rounds or took longer than it may.")
            .Error("loop.iterations", "The number of rounds is out of range.")
            .Error("loop.seconds", "The time is out of range.")
            .Error("loop.body", "Nothing is linked behind “do”.")
            .Build();
}
