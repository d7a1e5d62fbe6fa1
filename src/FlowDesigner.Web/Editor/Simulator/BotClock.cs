using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>The clock of a bot: times in the zone in which its flows reckon.</summary>
internal static class BotClock
{
    /// <summary>A time on the clock of the bot.</summary>
    public static DateTimeOffset Of(BotDefinition bot, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, ZoneOf(bot));

    /// <summary>Zone of the bot; UTC where this machine does not know it.</summary>
    public static TimeZoneInfo ZoneOf(BotDefinition bot) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(bot.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
}
