namespace FlowEngine.Nodes.Purge;

/// <summary>Forgets answers that a connection keeps, so that the next read asks the other system again.</summary>
public static class PurgeNode
{
    /// <summary>Longest tag. Unit: characters.</summary>
    public const int LongestTag = 200;

    /// <summary>What a tag has to be, for people.</summary>
    internal const string TagRule = "A tag has at most 200 characters.";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<PurgeConfig>("purge", version: 1)
            .Title(
                "Forget answers",
                NodeCategory.Data,
                "Forgets answers that were kept of another system, so that the next read asks it again, for example after its webhook told of a change."
            )
            .Card("Forgets the answers of {connection}", "refresh")
            .Field(c => c.Connection, "Connection", "Name of the connection, such as shop.")
            .Field(
                c => c.Tag,
                "Tag",
                "Only answers with this tag, such as products; the operations' pages tell theirs. Empty forgets all of the connection.",
                expression: true,
                template: true
            )
            .Output("next", "next", "It is done; the output is how many answers were forgotten.")
            .Shape("number")
            .Error("purge.connection", "Say whose answers are forgotten.")
            .Error("purge.tag", TagRule)
            .Build();
}
