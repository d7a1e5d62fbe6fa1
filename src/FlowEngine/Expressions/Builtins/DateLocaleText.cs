using System.Globalization;
using System.Text.RegularExpressions;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Dates for people. Of the options, a month by name (<c>month: 'long'</c>), with or without a weekday, is known.</summary>
internal static partial class DateLocaleText
{
    public static string Date(Realm realm, double time, JsValue[] arguments)
    {
        var culture = realm.CultureOf(arguments.At(0));
        return Local(realm, time).ToString(DatePattern(culture, arguments.At(1).TryCast<ObjectInstance>()), culture);
    }

    public static string Time(Realm realm, double time, JsValue[] arguments)
    {
        var culture = realm.CultureOf(arguments.At(0));
        return Plain(Local(realm, time).ToString(culture.DateTimeFormat.LongTimePattern, culture));
    }

    public static string DateAndTime(Realm realm, double time, JsValue[] arguments) =>
        $"{Date(realm, time, arguments)}, {Time(realm, time, arguments)}";

    private static string DatePattern(CultureInfo culture, ObjectInstance? options)
    {
        if (options is not null && options.Get("month") is var month && month.IsString() && month.AsString() == "long")
        {
            var pattern = culture.DateTimeFormat.LongDatePattern;
            return options.Get("weekday").IsUndefined() ? Weekday().Replace(pattern, string.Empty) : pattern;
        }

        // .NET pads German dates, Node does not.
        var shortPattern = culture.DateTimeFormat.ShortDatePattern;
        return shortPattern == "dd.MM.yyyy" && culture.TwoLetterISOLanguageName == "de" ? "d.M.yyyy" : shortPattern;
    }

    private static DateTime Local(Realm realm, double time) =>
        DateMath.ToDateTime(DateMath.ToLocal(time, realm.Zone), DateTimeKind.Unspecified);

    // ICU puts a narrow no-break space before AM and PM; scripts compare with an ordinary one.
    private static string Plain(string text) => text.Replace('\u202f', ' ');

    [GeneratedRegex(@"d{3,4}[,.]?\s*|,?\s*d{3,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();
}
