using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Merge;

/// <summary>Makes one list or object of several.</summary>
public static class MergeNode
{
    /// <summary>Most things that are merged.</summary>
    public const int MaximumInputs = 20;

    internal const string Join = "join";
    internal const string Objects = "objects";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<MergeConfig>("merge", version: 1)
            .Title("Merge", NodeCategory.Data, "Makes one list or one object of several.")
            .Card("Merges {inputs}: {mode}", "merge")
            .Field(
                c => c.Mode,
                "How",
                "What is made of the inputs.",
                options:
                [
                    new FieldOption("append", "Lists one after the other"),
                    new FieldOption(Join, "Two lists joined by a key"),
                    new FieldOption(Objects, "Objects into one"),
                ]
            )
            .Field(
                c => c.Inputs,
                "Inputs",
                "Lists or objects, in order; one without a value is left out.",
                kind: FieldKind.List,
                fields: [new FieldDefinition("value", "Value", "A formula such as =vars.orders.", FieldKind.Value, Required: true, Expression: true)]
            )
            .Field(
                c => c.Key,
                "Key",
                "Member such as id, or formula such as =item.id.trim(), that is the same in items that belong together.",
                expression: true,
                shownWhen: new FieldCondition("mode", Join)
            )
            .Field(
                c => c.OtherKey,
                "Key of the second list",
                "Where it has another name there; empty for the same.",
                expression: true,
                shownWhen: new FieldCondition("mode", Join)
            )
            .Field(
                c => c.Keep,
                "Keep",
                "What becomes of items without a partner.",
                options:
                [
                    new FieldOption("inner", "Pairs only"),
                    new FieldOption("left", "All of the first list"),
                    new FieldOption("outer", "All of both lists"),
                ],
                shownWhen: new FieldCondition("mode", Join)
            )
            .Field(
                c => c.Precedence,
                "Where both have a member",
                "Whose value counts.",
                options: [new FieldOption("last", "The later one counts"), new FieldOption("first", "The earlier one counts")],
                shownWhen: new FieldCondition("mode", Join, Objects)
            )
            .Field(
                c => c.Deep,
                "Merge inner objects too",
                "Otherwise an inner object is replaced as a whole; lists always are.",
                shownWhen: new FieldCondition("mode", Join, Objects)
            )
            .Field(c => c.SaveTo, "Keep the result in", "Variable that receives the result.", kind: FieldKind.Variable)
            .Output("next", "next", "Always; the output is the merged list or object.")
            .Error("merge.inputs", "There are too many inputs; merge in two steps.")
            .Error("merge.two", "A join needs exactly two lists.")
            .Error("merge.key", "A join needs a key; say by what the lists are joined.")
            .Error("merge.type", "What should be an object is none; correct the formula.")
            .Errors(ItemRun.Errors)
            .Build();
}
