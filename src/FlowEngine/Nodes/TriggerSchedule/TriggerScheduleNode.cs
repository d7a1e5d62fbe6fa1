namespace FlowEngine.Nodes.TriggerSchedule;

/// <summary>Starts runs at recurring times.</summary>
public static class TriggerScheduleNode
{
    /// <summary>Most runs that are made up for after nothing ran for a while.</summary>
    public const int MostMissedRuns = 100;

    /// <summary>Policy: times that passed are left out.</summary>
    public const string Skip = "skip";

    /// <summary>Policy: one run for all times that passed.</summary>
    public const string Once = "once";

    /// <summary>Policy: one run for each time that passed, for the latest hundred.</summary>
    public const string All = "all";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TriggerScheduleConfig>("trigger.schedule", version: 1)
            .Title("On schedule", NodeCategory.Trigger, "Starts at recurring times, without a visitor.")
            .Card("Starts at {cron}", "wait")
            .Field(
                c => c.Cron,
                "When",
                "Cron notation: minute, hour, day of month, month, day of week; 0 9 * * MON-FRI is 9:00 on weekdays. A time that daylight saving skips comes right after the gap; one that comes twice counts once."
            )
            .Field(c => c.TimeZone, "Time zone", "Such as Europe/Berlin; empty means the bot's.")
            .Field(
                c => c.Missed,
                "Missed times",
                "What happens with times that passed while nothing ran.",
                options:
                [
                    new FieldOption(Once, "Run once for all of them"),
                    new FieldOption(Skip, "Leave them out"),
                    new FieldOption(All, "Run for each, at most 100"),
                ],
                advanced: true
            )
            .Trigger()
            .Output("next", "next", "At each time; event.due is that time, event.missed how many were left out before it.", required: true)
            .Error("schedule.cron", "The times cannot be read or never come; the message says which part.")
            .Error("schedule.timeZone", "There is no such time zone; give an IANA name such as Europe/Berlin.")
            .Build();
}
