namespace FlowRuntime.Library;

/// <summary>Marks a bot as changed.</summary>
internal static class DraftMark
{
    public static void Changed(BotRow bot, string actor, DateTimeOffset now) =>
        (bot.ETag, bot.ChangedBy, bot.ChangedAt) = (NewETag(), actor, now);

    public static string NewETag() => Guid.NewGuid().ToString("N");
}
