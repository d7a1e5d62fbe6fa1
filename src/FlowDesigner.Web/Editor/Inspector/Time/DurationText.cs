using System.Globalization;
using System.Text.RegularExpressions;
using FlowDesigner.Web.Wording;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Inspector.Time;

/// <summary>Durations as people write and read them: "1 h 30 min" and "1 hour 30 minutes".</summary>
internal static partial class DurationText
{
    private static readonly (string One, string Many, double Seconds)[] Units = [
        (TextKey.Of("{0} day"), TextKey.Of("{0} days"), 86_400),
        (TextKey.Of("{0} hour"), TextKey.Of("{0} hours"), 3_600),
        (TextKey.Of("{0} minute"), TextKey.Of("{0} minutes"), 60),
        (TextKey.Of("{0} second"), TextKey.Of("{0} seconds"), 1),
    ];

    /// <summary>Reads a duration with units.</summary>
    /// <param name="text">Such as <c>90 s</c>, <c>1 h 30 min</c>, <c>2 days</c>; a number alone is none.</param>
    /// <param name="seconds">Its length.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryRead(string text, out decimal seconds)
    {
        seconds = 0;
        if (!Whole().IsMatch(text))
        {
            return false;
        }

        foreach (Match part in Part().Matches(text))
        {
            var number = decimal.Parse(part.Groups[1].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
            seconds += number * char.ToLowerInvariant(part.Groups[2].Value[0]) switch { 'd' => 86_400, 'h' => 3_600, 'm' => 60, _ => 1 };
        }

        return true;
    }

    /// <summary>Says a duration.</summary>
    /// <param name="seconds">Its length, not negative.</param>
    /// <param name="text">Texts of the editor.</param>
    /// <returns>Such as "1 hour 30 minutes".</returns>
    public static string Words(double seconds, IStringLocalizer<EditorText> text)
    {
        var words = new List<string>();
        foreach (var (one, many, length) in Units)
        {
            var count = length > 1 ? Math.Floor(seconds / length) : Math.Round(seconds, 3);
            seconds -= count * length;
            if (count > 0)
            {
                words.Add(text[count == 1 ? one : many, count.ToString("0.###", text.Culture())]);
            }
        }

        return words.Count == 0 ? text["no time"].Value : string.Join(' ', words);
    }

    [GeneratedRegex(@"^\s*(?:\d{1,9}(?:[.,]\d{1,3})?\s*(?:d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)\b\s*)+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(\d+(?:[.,]\d+)?)\s*([dhms])[a-z]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
