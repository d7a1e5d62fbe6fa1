using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.Branch;

/// <summary>Chooses a way by conditions.</summary>
public static class BranchNode
{
    /// <summary>Most arms.</summary>
    public const int MaximumArms = 20;

    /// <summary>Port taken when no condition holds.</summary>
    public const string Otherwise = PortsByList.Otherwise;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<BranchConfig>("branch", version: 1)
            .Title("Choose a way", NodeCategory.Logic, "Takes the first way whose condition holds.")
            .Card("Picks a way by {arms}", "branch")
            .Field(
                c => c.Arms,
                "Ways",
                "Tried in order; the first whose condition holds is taken.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition("port", "Name", "Name of the way, shown on the card.", FieldKind.Text, Required: true),
                    .. ConditionFields.OfCondition,
                ]
            )
            .Ports(config =>
                [
                    .. PortsByList.Read(config, "arms", "When its condition is the first that holds."),
                    new PortDefinition(Otherwise, Otherwise, "When no condition holds."),
                ]
            )
            .Error("branch.arms", "There are too many ways; chain two of these nodes.")
            .Error("branch.ports", "Two ways have the same name; give each its own.")
            .Error("branch.port", "A way has no fitting name; use letters and digits, starting with a small letter, not otherwise or error.")
            .Error("branch.unreachable", "Warning: a way is never taken, because one before it always is; change their order or conditions.")
            .Error("branch.duplicate", "Warning: two ways have the same condition; remove one.")
            .Error("branch.overlap", "Warning: two ways hold for some of the same values, which all go to the first; draw the line between them.")
            .Error("condition.never", "Warning: a condition can never hold; correct it or remove the way.")
            .Errors(ConditionFields.Errors)
            .Build();
}
