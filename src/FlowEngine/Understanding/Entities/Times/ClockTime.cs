namespace FlowEngine.Understanding.Entities.Times;

/// <summary>A time as it was said, before it is known whether morning or afternoon is meant.</summary>
/// <param name="Hour">0 to 24.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="IsAfternoon">What was said about it; null for nothing.</param>
/// <param name="IsLoose">True when the hours of a working day are meant: "half past three" is in the afternoon.</param>
/// <param name="IsBare">True for a lone number that could be anything.</param>
internal readonly record struct ClockTime(int Hour, int Minute, bool? IsAfternoon = null, bool IsLoose = false, bool IsBare = false)
{
    // Nobody calls a shop at five in the morning without saying so.
    private const int LastLooseHour = 6;

    /// <summary>The time of the day.</summary>
    public TimeOnly Value =>
        new(
            (Hour, IsAfternoon) switch
            {
                (12, false) => 0,
                ( < 12, true) => Hour + 12,
                (24, _) => 0,
                ( >= 1 and <= LastLooseHour, null) when IsLoose => Hour + 12,
                _ => Hour,
            },
            Minute
        );
}
