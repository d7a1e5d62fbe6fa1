namespace FlowEngine.Nodes.Compensate;

/// <summary>Begins what undoes a node.</summary>
public static class CompensateNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "compensate";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<CompensateConfig>(Type, version: 1)
            .Title(
                "Undo a step",
                NodeCategory.Logic,
                "Begins the nodes that undo another one. They run, the latest step first, when a try scope around that node is set to compensate and fails."
            )
            .Card("Undoes {node}", "undo")
            .Field(
                c => c.Node,
                "Undoes",
                "The node whose work is undone; its output is there as nodes.<id>.output, the variables are those of the time when it completed.",
                kind: FieldKind.Node
            )
            .Trigger()
            .Output("next", "next", "When the node has to be undone.", required: true)
            .Build();
}
