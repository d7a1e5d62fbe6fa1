namespace FlowEngine.Running;

/// <summary>The time zone that a visitor means by "today".</summary>
internal static class VisitorZone
{
    /// <summary>The contact's where it is known, else the bot's.</summary>
    public static TimeZoneInfo Of(ConversationInfo conversation, TimeZoneInfo ofBot) =>
        conversation.TimeZone is { Length: > 0 } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : ofBot;
}
