using System.Text.Json.Serialization;

namespace FlowEngine.Understanding.Entities.Locales;

/// <summary>
/// The words of one language for values, as they stand in <c>locale.en.json</c>: each table has the value before its
/// words. A word with blanks is a phrase. Letters count in any case, "ä" is the same as "ae".
/// </summary>
/// <param name="Region">Country of phone numbers without a country code, where the language tag names none.</param>
/// <param name="Numbers">Words of numbers.</param>
/// <param name="Units">Units, currencies and durations.</param>
/// <param name="Dates">Days, weekdays, months.</param>
/// <param name="Times">Times of the day.</param>
/// <param name="Ranges">Words before and within ranges.</param>
/// <param name="Ignored">Phrases that hold no value though their words could.</param>
/// <param name="Plurals">Endings that a name of a list may have.</param>
/// <param name="Common">Words, with blanks between, that are never taken for a misspelt name of a list.</param>
internal sealed record LocaleFile(
    string Region,
    NumberWords Numbers,
    UnitWords Units,
    DateWords Dates,
    TimeWords Times,
    IReadOnlyList<RangeWords> Ranges,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<string> Plurals,
    string Common
);

/// <summary>Words of numbers.</summary>
/// <param name="Words">Below one hundred.</param>
/// <param name="Multipliers">"hundred", "dozen", "k" and the like.</param>
/// <param name="Joiners">"and" in "one hundred and five".</param>
/// <param name="IsCompound">True where numbers are written in one word.</param>
/// <param name="Articles">"a" in "a week".</param>
/// <param name="Fractions">"half an" in "half an hour".</param>
/// <param name="HalfMore">"and a half" behind a number.</param>
/// <param name="Pronouns">Numbers that mostly stand for a thing: "the blue one".</param>
/// <param name="BeforePronouns">Words behind which these are numbers: "just one".</param>
internal sealed record NumberWords(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Words,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Multipliers,
    IReadOnlyList<string> Joiners,
    bool IsCompound,
    IReadOnlyList<string> Articles,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fractions,
    IReadOnlyList<string> HalfMore,
    IReadOnlyList<string> Pronouns,
    IReadOnlyList<string> BeforePronouns
);

/// <summary>Units, currencies and durations.</summary>
/// <param name="Quantities">Unit symbol to words.</param>
/// <param name="Currencies">ISO 4217 code to words.</param>
/// <param name="Cents">ISO 4217 code to words for its hundredth.</param>
/// <param name="Durations">Unit of time to words.</param>
/// <param name="BusinessDays">Days without weekends; they count as days.</param>
/// <param name="Regional">Country to currencies that have another meaning elsewhere: "pounds" are money in Britain.</param>
/// <param name="Rates">Words behind which "a day" is how often, and no length of time.</param>
/// <param name="DurationJoiners">"and" in "an hour and ten minutes".</param>
internal sealed record UnitWords(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Quantities,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Currencies,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Cents,
    IReadOnlyDictionary<DurationUnit, IReadOnlyList<string>> Durations,
    IReadOnlyList<string> BusinessDays,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Regional,
    IReadOnlyList<string> Rates,
    IReadOnlyList<string> DurationJoiners
);

/// <summary>Days, weekdays, months.</summary>
/// <param name="Days">Days from today.</param>
/// <param name="NotAfter">Words behind which a day of that name is none.</param>
/// <param name="Weekdays">1 is Monday.</param>
/// <param name="WeakWeekdays">Those that are other words, too, and need one of <paramref name="Before"/>.</param>
/// <param name="WeekdayEndings">Parts of a day that are written in one word with a weekday.</param>
/// <param name="Months">1 is January.</param>
/// <param name="WeakMonths">Those that are other words, too.</param>
/// <param name="Before">Words before dates.</param>
/// <param name="Ordinals">Days of a month in words.</param>
/// <param name="OrdinalEndings">What makes digits an ordinal.</param>
/// <param name="BeforeMonth">"of" in "3rd of May".</param>
/// <param name="BeforeDay">Words before a day without its month.</param>
/// <param name="AfterDay">Words that may follow it.</param>
/// <param name="This">"this" in "this week".</param>
/// <param name="Next">"next".</param>
/// <param name="Last">"last".</param>
/// <param name="NextWeekdayIsInNextWeek">True where "next Friday" is never in this week.</param>
/// <param name="Periods">Words of periods.</param>
/// <param name="CurrentPeriods">Phrases that mean the current or coming one.</param>
/// <param name="Ends">"end of".</param>
/// <param name="Starts">"beginning of".</param>
/// <param name="Articles">Words between these and a period.</param>
/// <param name="Ago">Words around a duration in the past.</param>
/// <param name="Ahead">Words around a duration in the future.</param>
/// <param name="Holidays">Month and day; <c>11-4#4</c> is the fourth Thursday of November.</param>
/// <param name="Past">Words of sentences about the past.</param>
/// <param name="Future">Words of sentences about what is to come.</param>
internal sealed record DateWords(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Days,
    IReadOnlyDictionary<string, IReadOnlyList<string>> NotAfter,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Weekdays,
    IReadOnlyList<string> WeakWeekdays,
    IReadOnlyList<string> WeekdayEndings,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Months,
    IReadOnlyList<string> WeakMonths,
    IReadOnlyList<string> Before,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Ordinals,
    IReadOnlyList<string> OrdinalEndings,
    IReadOnlyList<string> BeforeMonth,
    IReadOnlyList<string> BeforeDay,
    IReadOnlyList<string> AfterDay,
    IReadOnlyList<string> This,
    IReadOnlyList<string> Next,
    IReadOnlyList<string> Last,
    bool NextWeekdayIsInNextWeek,
    IReadOnlyDictionary<Period, IReadOnlyList<string>> Periods,
    IReadOnlyDictionary<Period, IReadOnlyList<string>> CurrentPeriods,
    IReadOnlyList<string> Ends,
    IReadOnlyList<string> Starts,
    IReadOnlyList<string> Articles,
    AroundWords Ago,
    AroundWords Ahead,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Holidays,
    IReadOnlyList<string> Past,
    IReadOnlyList<string> Future
);

/// <summary>Words before and after something.</summary>
internal sealed record AroundWords(IReadOnlyList<string> Before, IReadOnlyList<string> After);

/// <summary>Times of the day.</summary>
/// <param name="Words">Times that have a name.</param>
/// <param name="DayParts">Parts of the day, from and to.</param>
/// <param name="Morning">What makes an hour one before noon.</param>
/// <param name="Afternoon">What makes an hour one after noon.</param>
/// <param name="HourWords">"o'clock".</param>
/// <param name="Before">Words before an hour that stands alone.</param>
/// <param name="After">Words that may follow it.</param>
/// <param name="Past">Minutes from the full hour that follows.</param>
/// <param name="MinutesPast">"past" in "ten past three".</param>
/// <param name="MinutesTo">"to" in "ten to three".</param>
/// <param name="UsesTwelveHours">True where "3:30" is mostly in the afternoon.</param>
/// <param name="DateJoiners">Between a date and a time.</param>
/// <param name="TimeJoiners">Between a time and a date.</param>
internal sealed record TimeWords(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Words,
    IReadOnlyDictionary<string, IReadOnlyList<string>> DayParts,
    IReadOnlyList<string> Morning,
    IReadOnlyList<string> Afternoon,
    IReadOnlyList<string> HourWords,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Past,
    IReadOnlyList<string> MinutesPast,
    IReadOnlyList<string> MinutesTo,
    bool UsesTwelveHours,
    IReadOnlyList<string> DateJoiners,
    IReadOnlyList<string> TimeJoiners
);

/// <summary>A range begins with <paramref name="Start"/>, empty for nothing, and has one of the others in the middle.</summary>
internal sealed record RangeWords(string Start, IReadOnlyList<string> Middle);

/// <summary>What all languages share: <c>locale.all.json</c>.</summary>
/// <param name="Quantities">Unit symbol to the ways to write it.</param>
/// <param name="Currencies">ISO 4217 code to the ways to write it.</param>
/// <param name="Domains">Endings of addresses that are known without "www" before them.</param>
/// <param name="AddressMarks">What is written for @ to keep machines away.</param>
internal sealed record SharedFile(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Quantities,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Currencies,
    IReadOnlyList<string> Domains,
    IReadOnlyList<string> AddressMarks
);

/// <summary>A unit of time.</summary>
internal enum DurationUnit
{
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>A stretch of the calendar.</summary>
internal enum Period
{
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(LocaleFile))]
[JsonSerializable(typeof(SharedFile))]
internal sealed partial class LocaleJson : JsonSerializerContext;
