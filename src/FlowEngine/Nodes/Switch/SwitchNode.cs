namespace FlowEngine.Nodes.Switch;

/// <summary>Chooses a way by one value.</summary>
public static class SwitchNode
{
    /// <summary>Most ways.</summary>
    public const int MaximumCases = 50;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SwitchConfig>("switch", version: 1)
            .Title("Switch", NodeCategory.Logic, "Takes the way that belongs to a value.")
            .Card("Picks a way by {value}", "switch")
            .Field(c => c.Value, "Value", "What is looked at, such as =vars.order.status.", expression: true)
            .Field(
                c => c.Cases,
                "Ways",
                "Each is taken for its value, or for one of a list.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition("port", "Name", "Name of the way, shown on the card.", FieldKind.Text, Required: true),
                    new FieldDefinition(
                        "is",
                        "Value is",
                        "A text or number, or a list such as [\"paid\", \"shipped\"].",
                        FieldKind.Value,
                        Required: true
                    ),
                ]
            )
            .Field(c => c.IgnoreCase, "Capital and small letters are the same", "For texts.", advanced: true)
            .Ports(config =>
                [
                    .. PortsByList.Read(config, "cases", "When the value is one of its values."),
                    new PortDefinition(PortsByList.Otherwise, PortsByList.Otherwise, "When the value belongs to no way."),
                ]
            )
            .Error("switch.cases", "There are too many ways; give one several values, or chain two of these nodes.")
            .Error("switch.ports", "Two ways have the same name; give one a list of values instead.")
            .Error("switch.port", "A way has no fitting name; use letters and digits, starting with a small letter, not otherwise or error.")
            .Error("switch.duplicate", "Warning: two ways take the same value, which always goes to the first; remove it from one.")
            .Build();
}
