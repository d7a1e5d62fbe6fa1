namespace FlowEngine.Nodes.Split;

/// <summary>Sends shares of the contacts different ways.</summary>
public static class SplitNode
{
    /// <summary>Most ways.</summary>
    public const int MaximumVariants = 10;

    /// <summary>Greatest share.</summary>
    public const int MaximumWeight = 1_000_000;

    /// <summary>Longest key of an experiment. Unit: characters.</summary>
    public const int LongestExperiment = 100;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SplitConfig>("split", version: 1)
            .Title("A/B split", NodeCategory.Logic, "Sends shares of the contacts different ways; a contact goes the same way every time.")
            .Card("Splits contacts into {variants}", "split")
            .Field(
                c => c.Variants,
                "Ways",
                "Each gets its share of the contacts.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition("port", "Name", "Name of the way, shown on the card.", FieldKind.Text, Required: true),
                    new FieldDefinition(
                        "weight",
                        "Share",
                        "Relative to the others: 1 and 3 make a quarter and three quarters.",
                        FieldKind.Number,
                        Default: System.Text.Json.JsonSerializer.SerializeToElement(1),
                        Minimum: 0,
                        Maximum: MaximumWeight
                    ),
                ]
            )
            .Field(
                c => c.Experiment,
                "Experiment",
                "Nodes with the same key send a contact the same way; empty for this node alone. A change of the key or the shares deals the contacts anew.",
                advanced: true
            )
            .Ports(config => PortsByList.Read(config, "variants", "For its share of the contacts; the output is { experiment, variant }."))
            .Error("split.variants", "There are too many ways; chain two of these nodes.")
            .Error("split.ports", "Two ways have the same name; give each its own.")
            .Error("split.port", "A way has no fitting name; use letters and digits, starting with a small letter, not otherwise or error.")
            .Error("split.weight", "A share is negative or too large.")
            .Error("split.weights", "No way has a share above 0; give at least one a share.")
            .Error("split.experiment", "The key of the experiment is too long; shorten it.")
            .CannotFail()
            .Build();
}
