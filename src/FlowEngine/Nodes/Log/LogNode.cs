namespace FlowEngine.Nodes.Log;

/// <summary>Writes a line for those who look after the bot.</summary>
public static class LogNode
{
    /// <summary>Longest line; the rest is cut off. Unit: characters.</summary>
    public const int MaximumLength = 2_000;

    /// <summary>How much a line weighs.</summary>
    public static IReadOnlyList<FieldOption> Levels { get; } =
        [
            new FieldOption("debug", "Detail"),
            new FieldOption("information", "Information"),
            new FieldOption("warning", "Warning"),
            new FieldOption("error", "Error"),
        ];

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<LogConfig>("log", version: 1)
            .Title("Log", NodeCategory.Data, "Writes a line into the journal of the run and the log of the application.")
            .Card("Logs “{message}”", "log")
            .Field(
                c => c.Message,
                "Line",
                "What is written, at most 2,000 characters; secrets of connections are blacked out.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(c => c.Level, "Level", "How much it weighs.", options: Levels)
            .Field(c => c.Data, "Value", "A value to keep beside the line, in the journal only.", expression: true, advanced: true)
            .Output("next", "next", "When the line is written.")
            .Build();
}
