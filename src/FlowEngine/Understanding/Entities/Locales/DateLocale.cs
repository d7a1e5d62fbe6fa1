namespace FlowEngine.Understanding.Entities.Locales;

/// <summary>Days, weekdays and months of a language, ready for look-up.</summary>
internal sealed class DateLocale
{
    public DateLocale(DateWords words)
    {
        Words = words;
        Days = Locale.Table(words.Days, Locale.Whole);
        NotAfter = words.NotAfter.ToDictionary(n => n.Key, n => Locale.Set(n.Value), StringComparer.Ordinal);
        var weekdays = words.Weekdays.SelectMany(w => w.Value.Select(n => KeyValuePair.Create(n, Locale.Whole(w.Key)))).ToList();
        var weak = words.WeakWeekdays.ToHashSet(StringComparer.Ordinal);
        Weekdays = new(weekdays);
        StrongWeekdays = new(
            weekdays
                .Where(w => !weak.Contains(w.Key))
                .SelectMany(w => words.WeekdayEndings.Prepend("").Select(e => KeyValuePair.Create(w.Key + e, w.Value)))
        );
        var months = words.Months.SelectMany(w => w.Value.Select(n => KeyValuePair.Create(n, Locale.Whole(w.Key)))).ToList();
        var weakMonths = words.WeakMonths.ToHashSet(StringComparer.Ordinal);
        Months = new(months);
        StrongMonths = new(months.Where(m => !weakMonths.Contains(m.Key)));
        Before = Locale.Set(words.Before);
        Ordinals = Locale.Table(words.Ordinals, Locale.Whole);
        OrdinalEndings = Locale.Set(words.OrdinalEndings);
        BeforeMonth = Locale.Set(words.BeforeMonth);
        BeforeDay = Locale.Set(words.BeforeDay);
        AfterDay = Locale.Set(words.AfterDay);
        Nearness = new(
            words.This.Select(w => KeyValuePair.Create(w, 0))
                .Concat(words.Next.Select(w => KeyValuePair.Create(w, 1)))
                .Concat(words.Last.Select(w => KeyValuePair.Create(w, -1)))
        );
        Periods = Locale.Table(words.Periods, v => v);
        CurrentPeriods = Locale.Table(words.CurrentPeriods, v => v);
        Edges = new(words.Ends.Select(w => KeyValuePair.Create(w, true)).Concat(words.Starts.Select(w => KeyValuePair.Create(w, false))));
        Articles = Locale.Set(words.Articles);
        Around = new(
            words.Ago.Before.Select(w => KeyValuePair.Create(w, -1)).Concat(words.Ahead.Before.Select(w => KeyValuePair.Create(w, 1)))
        );
        Behind = new(
            words.Ago.After.Select(w => KeyValuePair.Create(w, -1)).Concat(words.Ahead.After.Select(w => KeyValuePair.Create(w, 1)))
        );
        Holidays = Locale.Table(words.Holidays, v => v);
    }

    public DateWords Words { get; }

    /// <summary>Days from today.</summary>
    public PhraseTable<int> Days { get; }

    public IReadOnlyDictionary<string, PhraseTable<bool>> NotAfter { get; }

    public PhraseTable<int> Weekdays { get; }

    /// <summary>Weekdays that are no other words.</summary>
    public PhraseTable<int> StrongWeekdays { get; }

    public PhraseTable<int> Months { get; }

    /// <summary>Months that are no other words.</summary>
    public PhraseTable<int> StrongMonths { get; }

    /// <summary>Words before dates.</summary>
    public PhraseTable<bool> Before { get; }

    public PhraseTable<int> Ordinals { get; }

    public PhraseTable<bool> OrdinalEndings { get; }

    public PhraseTable<bool> BeforeMonth { get; }

    public PhraseTable<bool> BeforeDay { get; }

    public PhraseTable<bool> AfterDay { get; }

    /// <summary>0 for "this", 1 for "next", -1 for "last".</summary>
    public PhraseTable<int> Nearness { get; }

    public PhraseTable<Period> Periods { get; }

    public PhraseTable<Period> CurrentPeriods { get; }

    /// <summary>True for "end of", false for "beginning of".</summary>
    public PhraseTable<bool> Edges { get; }

    public PhraseTable<bool> Articles { get; }

    /// <summary>Words before a duration that lies back (-1) or ahead (1).</summary>
    public PhraseTable<int> Around { get; }

    /// <summary>The same, behind it.</summary>
    public PhraseTable<int> Behind { get; }

    public PhraseTable<string> Holidays { get; }
}
