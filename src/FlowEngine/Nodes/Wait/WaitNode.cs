namespace FlowEngine.Nodes.Wait;

/// <summary>Lets the run wait until a point in time.</summary>
public static class WaitNode
{
    /// <summary>Longest wait. Unit: days.</summary>
    public const int MaximumDays = 366;

    internal const string Duration = "duration";
    internal const string Moment = "moment";
    internal const string TimeOfDay = "timeOfDay";
    internal const string BusinessHours = "businessHours";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<WaitConfig>("wait", version: 1)
            .Title("Wait", NodeCategory.Logic, "Waits until a point in time; the wait outlives restarts and new versions.")
            .Card("Waits for {until} {amount} {unit} {at}", "wait")
            .Field(
                c => c.Until,
                "Wait for",
                "What ends the wait; a point in time that has passed ends it at once.",
                options:
                [
                    new FieldOption(Duration, "a duration"),
                    new FieldOption(Moment, "a date and time"),
                    new FieldOption(TimeOfDay, "a time of day"),
                    new FieldOption(BusinessHours, "the next business hour"),
                ]
            )
            .Field(c => c.Amount, "How long", "For a duration, in the unit below; at most 366 days.", expression: true, minimum: 0, shownWhen: new FieldCondition("until", Duration))
            .Field(
                c => c.Unit,
                "Unit",
                "For a duration.",
                options:
                [
                    new FieldOption("seconds", "seconds"),
                    new FieldOption("minutes", "minutes"),
                    new FieldOption("hours", "hours"),
                    new FieldOption("days", "days of 24 hours"),
                ],
                shownWhen: new FieldCondition("until", Duration)
            )
            .Field(
                c => c.At,
                "When",
                "A date and time such as 2026-03-02T09:30, or a time of day such as 09:30, which means the next one.",
                expression: true,
                template: true,
                shownWhen: new FieldCondition("until", Moment, TimeOfDay)
            )
            .Field(
                c => c.TimeZone,
                "Time zone",
                "Such as Europe/Berlin; empty means the visitor's where it is known, else the bot's. Business hours count in the bot's.",
                expression: true,
                advanced: true,
                shownWhen: new FieldCondition("until", Moment, TimeOfDay, BusinessHours)
            )
            .Field(
                c => c.Hours,
                "Open",
                "For business hours: when the business is open.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition("days", "Days", "Such as mon-fri or sat,sun.", FieldKind.Text, Required: true, Expression: true),
                    new FieldDefinition("from", "From", "Time of day such as 09:00.", FieldKind.Text, Required: true, Expression: true),
                    new FieldDefinition(
                        "to",
                        "To",
                        "Time of day such as 17:30; not later than From means the next day.",
                        FieldKind.Text,
                        Required: true,
                        Expression: true
                    ),
                ],
                shownWhen: new FieldCondition("until", BusinessHours)
            )
            .Field(
                c => c.Holidays,
                "Closed on",
                "For business hours: days such as 2026-12-25 on which the business is closed.",
                kind: FieldKind.TextList,
                expression: true,
                advanced: true,
                shownWhen: new FieldCondition("until", BusinessHours)
            )
            .Waits()
            .Output("next", "then", "When the time has come; the output is that time in UTC.")
            .Error("wait.amount", "The duration is negative; give 0 or more.")
            .Error("wait.at", "The time cannot be read; give 2026-03-02T09:30 or, for a time of day, 09:30.")
            .Error("wait.timeZone", "There is no such time zone; give an IANA name such as Europe/Berlin.")
            .Error("wait.hours", "The opening hours are missing or cannot be read; give days such as mon-fri and times such as 09:00.")
            .Error("wait.holidays", "A holiday is no date; give days such as 2026-12-25.")
            .Error("wait.closed", "The business does not open within the next 366 days; check hours and holidays.")
            .Error("wait.tooLong", "The wait would take more than 366 days.")
            .Build();
}
