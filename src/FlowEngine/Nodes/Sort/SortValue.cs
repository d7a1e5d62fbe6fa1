using System.Globalization;
using System.Text.Json;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.Sort;

/// <summary>What one key of one item is sorted by: numbers before texts before anything else, what is not set last.</summary>
internal readonly record struct SortValue(int Rank, double Number, string Text)
{
    private const int Numbers = 0;
    private const int Texts = 1;
    private const int Others = 2;

    /// <summary>Rank of what has no value of the wanted kind: last, whichever way the list is sorted.</summary>
    public const int Missing = 9;

    public static SortValue Of(JsonElement value, string kind, TimeZoneInfo zone)
    {
        var missing = new SortValue(Missing, 0, "");
        if (!ValueComparison.IsSet(value))
        {
            return missing;
        }

        switch (kind)
        {
            case "number":
                return ValueComparison.TryNumber(value, out var number) ? new SortValue(Numbers, number, "") : missing;
            case "date":
                return IsoDates.TryRead(value, zone, out var date) ? new SortValue(Numbers, date.ToUnixTimeMilliseconds(), "") : missing;
            case "text":
                return new SortValue(Texts, 0, ValueComparison.TextOf(value));
            default:
                return value.ValueKind switch
                {
                    JsonValueKind.Number => new SortValue(Numbers, value.GetDouble(), ""),
                    JsonValueKind.String => new SortValue(Texts, 0, ValueComparison.TextOf(value)),
                    _ => new SortValue(Others, 0, ValueComparison.TextOf(value)),
                };
        }
    }
}

/// <summary>Compares values of one key.</summary>
internal sealed class SortValueComparer(SortKey key, CultureInfo culture)
{
    private readonly int _direction = key.Order == "descending" ? -1 : 1;
    private readonly CompareOptions _options = (key.ByLanguage, key.IgnoreCase) switch
    {
        (true, true) => CompareOptions.IgnoreCase,
        (true, false) => CompareOptions.None,
        (false, true) => CompareOptions.OrdinalIgnoreCase,
        (false, false) => CompareOptions.Ordinal,
    };

    public int Compare(SortValue x, SortValue y)
    {
        if (x.Rank == SortValue.Missing || y.Rank == SortValue.Missing)
        {
            return x.Rank.CompareTo(y.Rank);
        }

        var result = x.Rank.CompareTo(y.Rank);
        if (result == 0)
        {
            result = x.Number.CompareTo(y.Number);
        }

        return _direction * (result != 0 ? result : culture.CompareInfo.Compare(x.Text, y.Text, _options));
    }
}
