using System.Globalization;

namespace FlowEngine.Understanding.Entities.Locales;

/// <summary>Times of the day and ranges of a language, ready for look-up.</summary>
internal sealed class TimeLocale
{
    public TimeLocale(TimeWords words, IReadOnlyList<RangeWords> ranges)
    {
        Words = words;
        Names = Locale.Table(words.Words, TimeOf);
        DayParts = Locale.Table(words.DayParts, PartOf);
        Halves = new(
            words.Morning.Select(w => KeyValuePair.Create(w, false)).Concat(words.Afternoon.Select(w => KeyValuePair.Create(w, true)))
        );
        HourWords = Locale.Set(words.HourWords);
        Before = Locale.Set(words.Before);
        After = Locale.Set(words.After);
        Past = Locale.Table(words.Past, Locale.Whole);
        MinuteWords = new(
            words.MinutesPast.Select(w => KeyValuePair.Create(w, 1)).Concat(words.MinutesTo.Select(w => KeyValuePair.Create(w, -1)))
        );
        DateJoiners = Locale.Set(words.DateJoiners);
        TimeJoiners = Locale.Set(words.TimeJoiners);
        Ranges = [.. ranges.Select(r => (r.Start.Length == 0 ? null : Locale.Set([r.Start]), Locale.Set(r.Middle)))];
    }

    public TimeWords Words { get; }

    public PhraseTable<TimeOnly> Names { get; }

    public PhraseTable<(TimeOnly From, TimeOnly To)> DayParts { get; }

    /// <summary>True for what says that it is after noon.</summary>
    public PhraseTable<bool> Halves { get; }

    public PhraseTable<bool> HourWords { get; }

    public PhraseTable<bool> Before { get; }

    public PhraseTable<bool> After { get; }

    /// <summary>Minutes from the hour that follows.</summary>
    public PhraseTable<int> Past { get; }

    /// <summary>1 for "past", -1 for "to".</summary>
    public PhraseTable<int> MinuteWords { get; }

    public PhraseTable<bool> DateJoiners { get; }

    public PhraseTable<bool> TimeJoiners { get; }

    /// <summary>What begins a range, null for nothing, and what is in its middle.</summary>
    public IReadOnlyList<(PhraseTable<bool>? Start, PhraseTable<bool> Middle)> Ranges { get; }

    private static TimeOnly TimeOf(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static (TimeOnly From, TimeOnly To) PartOf(string text) => (TimeOf(text[..5]), TimeOf(text[6..]));
}
