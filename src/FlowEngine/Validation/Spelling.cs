namespace FlowEngine.Validation;

/// <summary>Guesses what an author meant.</summary>
public static class Spelling
{
    private const int LongestName = 64;
    private const int MostNames = 200;

    /// <summary>The nearest of some known names.</summary>
    /// <param name="written">What the author wrote.</param>
    /// <param name="known">Names that exist; the first 200 are looked at.</param>
    /// <returns>The name that was probably meant; null when none is near.</returns>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(known);
        if (written.Length > LongestName)
        {
            return null;
        }

        // A name of which no letter is left is another name, however short both are.
        var (name, distance) = known
            .Take(MostNames)
            .Select(k => (Name: k, Steps: Distance(written, k)))
            .Where(k => k.Steps < Math.Max(written.Length, k.Name.Length))
            .DefaultIfEmpty((Name: "", Steps: int.MaxValue))
            .MinBy(k => k.Steps);
        return distance <= Math.Max(2, written.Length / 3) ? name : null;
    }

    /// <summary>A sentence with the nearest of the first 200 known names, led by a space; empty when nothing is near.</summary>
    internal static string Suggest(string written, IEnumerable<string> known) =>
        Nearest(written, known) is { } name ? $" Did you mean \"{name}\"?" : "";

    // Levenshtein distance with one row, ignoring case.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[b.Length];
    }
}
