namespace FlowEngine.Nodes.Try;

/// <summary>A scope in which errors are handled together.</summary>
public static class TryNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "try";

    /// <summary>Port of the nodes that are tried.</summary>
    public const string Body = "body";

    /// <summary>Port of what handles an error, and the setting that does nothing else.</summary>
    public const string Catch = "catch";

    /// <summary>Port of what is done in any case.</summary>
    public const string Finally = "finally";

    /// <summary>Port behind the scope.</summary>
    public const string Next = "next";

    /// <summary>The error is forgotten and the flow goes on behind the scope.</summary>
    public const string Ignore = "ignore";

    /// <summary>The flow goes on behind the node that failed.</summary>
    public const string Resume = "resume";

    /// <summary>What was done is undone first.</summary>
    public const string Compensate = "compensate";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TryConfig>(Type, version: 1)
            .Title("Try", NodeCategory.Logic, "Runs the nodes behind “try” and handles the errors that they leave unhandled.")
            .Card("On error: {onError}", "try")
            .Field(
                c => c.OnError,
                "On error",
                "What an unhandled error inside the scope does.",
                options:
                [
                    new(Catch, "goes to “catch”"),
                    new(Ignore, "is forgotten; go on behind the scope"),
                    new(Resume, "go on behind the node that failed"),
                    new(Compensate, "undo what was done, then “catch”"),
                ]
            )
            .Field(
                c => c.Instead,
                "Instead",
                "Output of the node that failed, when the flow goes on behind it.",
                kind: FieldKind.Json,
                expression: true,
                advanced: true
            )
            .OpensParts()
            .Output(Body, "try", "The nodes that are tried; the scope ends where nothing is linked.", required: true)
            .Output(Catch, "catch", "When an error left the nodes; it is in nodes.<id>.error. Unlinked, the error goes on outwards.")
            .Output(Finally, "finally", "In any case, before the flow goes on.")
            .Output(Next, "next", "When all that is done.")
            .Build();
}
