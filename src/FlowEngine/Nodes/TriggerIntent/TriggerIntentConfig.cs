namespace FlowEngine.Nodes.TriggerIntent;

/// <summary>Settings of the intent trigger.</summary>
/// <param name="Intent">Id of an intent of the bot.</param>
public sealed record TriggerIntentConfig(string Intent);
