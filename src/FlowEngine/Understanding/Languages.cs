using System.Globalization;

namespace FlowEngine.Understanding;

/// <summary>What a language tag says about numbers and dates.</summary>
internal static class Languages
{
    /// <summary>True where 1.5 is written "1,5".</summary>
    public static bool UsesDecimalComma(string language) => CultureOf(language).NumberFormat.NumberDecimalSeparator == ",";

    /// <summary>True where the month stands before the day, as in the United States; "en" alone reads so.</summary>
    public static bool PutsMonthFirst(string language)
    {
        var pattern = CultureOf(language).DateTimeFormat.ShortDatePattern;
        return pattern.IndexOf('M', StringComparison.Ordinal) < pattern.IndexOf('d', StringComparison.Ordinal)
            && !pattern.StartsWith('y');
    }

    /// <summary>The country that a tag names, as <c>en-CA</c> does; null for none.</summary>
    public static RegionInfo? RegionOf(string language)
    {
        var culture = language.Contains('-', StringComparison.Ordinal) ? CultureOf(language) : CultureInfo.InvariantCulture;
        return culture.IsNeutralCulture || culture.Name.Length == 0 ? null : new RegionInfo(culture.Name);
    }

    private static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language is "en" or "" ? "en-US" : language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }
}
