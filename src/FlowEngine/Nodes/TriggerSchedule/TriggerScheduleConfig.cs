namespace FlowEngine.Nodes.TriggerSchedule;

/// <summary>Settings of the schedule trigger.</summary>
/// <param name="Cron">When, in cron notation.</param>
/// <param name="TimeZone">IANA id of the clock that counts; null for the bot's.</param>
/// <param name="Missed">What becomes of times that passed while nothing ran: <c>skip</c>, <c>once</c> or <c>all</c>.</param>
public sealed record TriggerScheduleConfig(string Cron, string? TimeZone = null, string Missed = TriggerScheduleNode.Once);
