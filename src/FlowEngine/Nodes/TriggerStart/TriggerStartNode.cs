namespace FlowEngine.Nodes.TriggerStart;

/// <summary>Starts a run when a conversation is opened.</summary>
public static class TriggerStartNode
{
    /// <summary>Key of the node type.</summary>
    public const string Type = "trigger.start";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TriggerStartConfig>(Type, version: 1)
            .Title(
                "On start",
                NodeCategory.Trigger,
                "Starts when a conversation is opened; in the bot's fallback flow, when nothing else answers."
            )
            .Card("Starts when the chat is opened", "start")
            .Trigger()
            .Output("next", "next", "At once.", required: true)
            .Build();
}
