namespace FlowEngine.Compilation;

/// <summary>A node of a bot that starts runs.</summary>
/// <param name="FlowId">Its flow.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Config">Its settings, for example a <see cref="Nodes.TriggerSchedule.TriggerScheduleConfig"/>.</param>
public sealed record BotTrigger(string FlowId, string NodeId, object Config);
