using System.Globalization;
using System.Text.RegularExpressions;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;

namespace FlowEngine.Expressions.Builtins;

/// <summary>
/// The options of <c>toLocaleDateString</c> and its like that are known: <c>weekday, year, month, day, hour, minute, second,
/// hour12, dateStyle, timeStyle, timeZone</c>.
/// </summary>
internal sealed partial record DateLocaleOptions
{
    private DateLocaleOptions(Realm realm, ObjectInstance? given)
    {
        Weekday = Text("weekday");
        (Year, Month, Day) = (Text("year"), Text("month"), Text("day"));
        (Hour, Minute, Second) = (Text("hour"), Text("minute"), Text("second"));
        (DateStyle, TimeStyle) = (Text("dateStyle"), Text("timeStyle"));
        IsHalfDay = given?.Get("hour12") is { } half && !half.IsUndefined() ? Coerce.ToBoolean(half) : null;
        Zone = Text("timeZone") is { } zone ? ZoneOf(realm, zone) : realm.Zone;

        string? Text(string name) => given?.Get(name) is { } value && !value.IsUndefined() ? Coerce.ToText(value) : null;
    }

    public string? Weekday { get; init; }

    public string? Year { get; init; }

    public string? Month { get; init; }

    public string? Day { get; init; }

    public string? Hour { get; init; }

    public string? Minute { get; init; }

    public string? Second { get; init; }

    public string? DateStyle { get; }

    public string? TimeStyle { get; }

    /// <summary>Hours from 1 to 12 or from 0 to 23; null as the language has it.</summary>
    public bool? IsHalfDay { get; }

    public TimeZoneInfo Zone { get; }

    public bool HasDate => Weekday is not null || Year is not null || Month is not null || Day is not null;

    public bool HasTime => Hour is not null || Minute is not null || Second is not null;

    /// <summary>True where the month is a word.</summary>
    public bool IsInWords => Month is "long" or "short" or "narrow";

    /// <summary>Reads options; what a style or nothing says becomes parts.</summary>
    /// <param name="realm">Where the script runs.</param>
    /// <param name="given">The second argument of the function.</param>
    /// <param name="culture">The language.</param>
    /// <param name="expected">One of these parts has to be asked for.</param>
    /// <param name="shown">What is shown when none is.</param>
    public static DateLocaleOptions Of(Realm realm, JsValue given, CultureInfo culture, DateLocaleParts expected, DateLocaleParts shown)
    {
        var options = new DateLocaleOptions(realm, given.TryCast<ObjectInstance>());
        if (options.DateStyle is not null || options.TimeStyle is not null)
        {
            return options.WithDateStyle(culture.TwoLetterISOLanguageName, isBritish: culture.Name == "en-GB").WithTimeStyle();
        }

        var isAsked = (expected.HasFlag(DateLocaleParts.Date) && options.HasDate) || (expected.HasFlag(DateLocaleParts.Time) && options.HasTime);
        return isAsked ? options : options.With(shown);
    }

    private DateLocaleOptions With(DateLocaleParts shown)
    {
        var dated = shown.HasFlag(DateLocaleParts.Date) ? this with { Year = "numeric", Month = "numeric", Day = "numeric" } : this;
        return shown.HasFlag(DateLocaleParts.Time) ? dated with { Hour = "numeric", Minute = "numeric", Second = "numeric" } : dated;
    }

    private DateLocaleOptions WithDateStyle(string language, bool isBritish) =>
        DateStyle switch
        {
            "full" => this with { Weekday = "long", Year = "numeric", Month = "long", Day = "numeric" },
            "long" => this with { Year = "numeric", Month = "long", Day = "numeric" },
            "medium" when language == "de" => this with { Year = "numeric", Month = "2-digit", Day = "2-digit" },
            "medium" => this with { Year = "numeric", Month = "short", Day = "numeric" },
            "short" when language == "de" => this with { Year = "2-digit", Month = "2-digit", Day = "2-digit" },
            "short" => this with { Year = isBritish ? "numeric" : "2-digit", Month = "numeric", Day = "numeric" },
            _ => this,
        };

    private DateLocaleOptions WithTimeStyle() =>
        TimeStyle switch
        {
            null => this,
            "short" => this with { Hour = "numeric", Minute = "2-digit" },
            _ => this with { Hour = "numeric", Minute = "2-digit", Second = "2-digit" },
        };

    // The name becomes part of a path where zones are files.
    private static TimeZoneInfo ZoneOf(Realm realm, string name) =>
        ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw realm.RangeError($"Invalid time zone specified: {name}");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();
}
