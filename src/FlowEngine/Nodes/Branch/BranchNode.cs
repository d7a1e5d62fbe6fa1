using System.Text.Json;

namespace FlowEngine.Nodes.Branch;

/// <summary>Chooses a way by conditions.</summary>
public static class BranchNode
{
    /// <summary>Most arms.</summary>
    public const int MaximumArms = 20;

    /// <summary>Port taken when no condition holds.</summary>
    public const string Otherwise = "otherwise";

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
                    new FieldDefinition(
                        "when",
                        "Condition",
                        "Expression that is true when this way is to be taken.",
                        FieldKind.Condition,
                        Required: true,
                        Expression: true
                    ),
                ]
            )
            .CannotFail()
            .Ports(PortsOf)
            .Error("branch.arms", "There are too many ways; chain two of these nodes.")
            .Error("branch.ports", "Two ways have the same name; give each its own.")
            .Error("branch.port", "A way has no fitting name; use letters and digits, starting with a small letter, not otherwise or error.")
            .Build();

    private static List<PortDefinition> PortsOf(JsonElement config)
    {
        var ports = new List<PortDefinition>();
        if (
            config.ValueKind == JsonValueKind.Object
            && config.TryGetProperty("arms", out var arms)
            && arms.ValueKind == JsonValueKind.Array
        )
        {
            foreach (var arm in arms.EnumerateArray())
            {
                if (
                    arm.ValueKind == JsonValueKind.Object
                    && arm.TryGetProperty("port", out var port)
                    && port.ValueKind == JsonValueKind.String
                    && port.GetString() is { Length: > 0 } name
                    && name is not (Otherwise or "error")
                    && ports.TrueForAll(p => p.Name != name)
                )
                {
                    ports.Add(new PortDefinition(name, name, "When its condition is the first that holds."));
                }
            }
        }

        ports.Add(new PortDefinition(Otherwise, Otherwise, "When no condition holds."));
        return ports;
    }
}
