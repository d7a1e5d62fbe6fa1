namespace FlowEngine.Nodes.Wait;

/// <summary>Settings of the wait node, every expression resolved.</summary>
/// <param name="Until">What is waited for: <c>duration</c>, <c>moment</c>, <c>timeOfDay</c> or <c>businessHours</c>.</param>
/// <param name="Amount">How long, for a duration. Unit: <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>seconds</c>, <c>minutes</c>, <c>hours</c> or <c>days</c> of 24 hours.</param>
/// <param name="At">The moment as ISO 8601 date and time, or the time of day as <c>HH:mm</c>.</param>
/// <param name="TimeZone">IANA id; null for the contact's zone where it is known, else the bot's; business hours: the bot's.</param>
/// <param name="Hours">When the business is open.</param>
/// <param name="Holidays">Days on which it is closed, as ISO dates.</param>
public sealed record WaitConfig(
    string Until = WaitNode.Duration,
    double Amount = 1,
    string Unit = "minutes",
    string? At = null,
    string? TimeZone = null,
    IReadOnlyList<WaitHours>? Hours = null,
    IReadOnlyList<string>? Holidays = null
);

/// <summary>Opening hours of some days.</summary>
/// <param name="Days">Weekdays by their first three letters, such as <c>mon-fri</c> or <c>sat,sun</c>.</param>
/// <param name="From">Time of day, <c>HH:mm</c>.</param>
/// <param name="To">Time of day, <c>HH:mm</c> or <c>24:00</c>; not later than <paramref name="From"/> means the next day.</param>
public sealed record WaitHours(string Days, string From, string To);
