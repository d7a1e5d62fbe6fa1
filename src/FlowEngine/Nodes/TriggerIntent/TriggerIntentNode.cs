namespace FlowEngine.Nodes.TriggerIntent;

/// <summary>Starts a run when a visitor wants something.</summary>
public static class TriggerIntentNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TriggerIntentConfig>("trigger.intent", version: 1)
            .Title("On intent", NodeCategory.Trigger, "Starts when a visitor writes something that fits an intent.")
            .Card("Starts on the intent {intent}", "intent")
            .Field(c => c.Intent, "Intent", "What the visitor wants.", kind: FieldKind.Intent)
            .Trigger()
            .Output("next", "next", "At once.", required: true)
            .Build();
}
