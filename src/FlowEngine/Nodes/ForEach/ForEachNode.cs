namespace FlowEngine.Nodes.ForEach;

/// <summary>Repeats for every item of a list.</summary>
public static class ForEachNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "forEach";

    /// <summary>Port of what is repeated.</summary>
    public const string Body = "item";

    /// <summary>Port behind the loop.</summary>
    public const string Done = "done";

    /// <summary>An error in a round ends the loop.</summary>
    public const string Fail = "fail";

    /// <summary>An error in a round ends that round only.</summary>
    public const string Continue = "continue";

    /// <summary>What rounds beside each other change stays theirs.</summary>
    public const string NoMerge = "none";

    /// <summary>Of two rounds that change a variable, the later item counts.</summary>
    public const string ItemOrder = "itemOrder";

    /// <summary>Of two rounds that change a variable, the one that ends last counts.</summary>
    public const string LastCompleted = "lastCompleted";

    /// <summary>Most rounds beside each other.</summary>
    public const int MostAtOnce = 20;

    /// <summary>Longest list.</summary>
    public const int MostItems = 1_000_000;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<ForEachConfig>(Type, version: 1)
            .Title("For each", NodeCategory.Logic, "Repeats the nodes behind “item” for every item of a list.")
            .Card("For each of {items}", "loop")
            .Field(
                c => c.Items,
                "Items",
                "A list, or a number of rounds. Inside, item is the item and index its number, from 0.",
                kind: FieldKind.Value,
                expression: true
            )
            .Field(
                c => c.Collect,
                "Collect",
                "Evaluated at the end of each round; its values become the list results of the output.",
                kind: FieldKind.Value,
                expression: true,
                advanced: true
            )
            .Field(
                c => c.Concurrency,
                "At once",
                "Rounds that run beside each other, 1 to 20. Only their calls overlap.",
                minimum: 1,
                maximum: MostAtOnce,
                advanced: true
            )
            .Field(
                c => c.OnError,
                "On error",
                "What an unhandled error in a round does.",
                options: [new(Fail, "The loop fails"), new(Continue, "Only that round ends")],
                advanced: true
            )
            .Field(
                c => c.Merge,
                "Changed variables",
                "What becomes of variables that rounds beside each other change.",
                options:
                [
                    new(NoMerge, "They stay inside the round"),
                    new(ItemOrder, "The later item counts"),
                    new(LastCompleted, "The round that ends last counts"),
                ],
                advanced: true
            )
            .Field(
                c => c.MaxIterations,
                "Most rounds",
                "A longer list fails, 1 to 1,000,000.",
                minimum: 1,
                maximum: MostItems,
                advanced: true
            )
            .OpensParts()
            .Output(Body, "item", "Each item; the round ends where nothing is linked, or at a link back to this node.", required: true)
            .Output(Done, "done", "When all items are done: count, failed, results, errors.")
            .Shape("{ count: number, failed: number, results: array, errors: array }")
            .Error("loop.items", "The items are no list and no number.")
            .Error("loop.budget", "There are more items than rounds are allowed.")
            .Error("loop.iterations", "The number of rounds is out of range.")
            .Error("loop.concurrency", "The number of rounds beside each other is out of range.")
            .Error("loop.body", "Nothing is linked behind “item”.")
            .Build();
}
