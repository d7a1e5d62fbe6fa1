using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Nodes.Parallel;

/// <summary>Runs branches beside each other.</summary>
public static class ParallelNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "parallel";

    /// <summary>Of two branches that change a variable, the one further down the list counts.</summary>
    public const string BranchOrder = "branchOrder";

    /// <summary>Of two branches that change a variable, the one that ends last counts.</summary>
    public const string LastCompleted = "lastCompleted";

    /// <summary>What branches change is forgotten.</summary>
    public const string NoMerge = "none";

    /// <summary>Most branches.</summary>
    public const int MostBranches = 20;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<ParallelConfig>(Type, version: 1)
            .Title(
                "Side by side",
                NodeCategory.Logic,
                "Runs several branches beside each other, each on its own copy of the variables. A join brings them together again."
            )
            .Card("Runs {branches} side by side", "parallel")
            .Field(c => c.Branches, "Branches", "Names of the branches, 2 to 20.", kind: FieldKind.TextList)
            .Field(
                c => c.Merge,
                "Changed variables",
                "Which branch counts when several change the same variable.",
                options:
                [
                    new(BranchOrder, "The one further down the list"),
                    new(LastCompleted, "The one that ends last"),
                    new(NoMerge, "None: changes stay inside the branch"),
                ],
                advanced: true
            )
            .OpensParts()
            .Ports(PortsOf)
            .Error("parallel.branches", "There are fewer than 2 or more than 20 branches.")
            .Error("parallel.names", "Two branches have the same name.")
            .Error("parallel.name", "A branch has no fitting name.")
            .Build();

    private static List<PortDefinition> PortsOf(JsonElement config)
    {
        var ports = new List<PortDefinition>();
        if (
            config.ValueKind == JsonValueKind.Object
            && config.TryGetProperty("branches", out var branches)
            && branches.ValueKind == JsonValueKind.Array
        )
        {
            foreach (var branch in branches.EnumerateArray())
            {
                if (
                    branch.ValueKind == JsonValueKind.String
                    && branch.GetString() is { } name
                    && Identifiers.IsName(name)
                    && name != NodeDefinition.ErrorPort.Name
                    && ports.TrueForAll(p => p.Name != name)
                )
                {
                    ports.Add(new PortDefinition(name, name, "At once, beside the others."));
                }
            }
        }

        return ports;
    }
}
