namespace FlowEngine.Nodes.TriggerEvent;

/// <summary>Settings of the event trigger.</summary>
/// <param name="Event">Name of the event.</param>
public sealed record TriggerEventConfig(string Event);
