using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowEngine.Testing.Documents;

/// <summary>Spans of time as authors write them: <c>90s</c>, <c>1h 30m</c>, <c>2d</c>, <c>500ms</c>.</summary>
internal static partial class Spans
{
    /// <summary>The spelling as a pattern that JSON Schema understands.</summary>
    public const string Pattern = "^[0-9]{1,6}(ms|s|m|h|d)( [0-9]{1,6}(ms|s|m|h|d))*$";

    /// <summary>Reads a span.</summary>
    /// <returns>Null when it is none.</returns>
    public static TimeSpan? Read(string text)
    {
        if (!Whole().IsMatch(text))
        {
            return null;
        }

        var sum = TimeSpan.Zero;
        foreach (var part in text.Split(' '))
        {
            var unit = part.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
            var number = int.Parse(part.AsSpan(0, part.Length - unit.Length), CultureInfo.InvariantCulture);
            sum += unit switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            };
        }

        return sum <= TimeSpan.FromDays(36_500) ? sum : null;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Whole();
}
