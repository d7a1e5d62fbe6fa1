namespace FlowEngine.Validation;

/// <summary>Guesses what an author meant.</summary>
internal static class Spelling
{
    /// <summary>A sentence with the nearest of the first 200 known names, led by a space; empty when nothing is near.</summary>
    public static string Suggest(string written, IEnumerable<string> known)
    {
        if (written.Length > 64)
        {
            return "";
        }

        var (name, distance) = known.Take(200).Select(k => (k, Distance(written, k))).DefaultIfEmpty(("", int.MaxValue)).MinBy(k => k.Item2);
        return distance <= Math.Max(2, written.Length / 3) ? $" Did you mean \"{name}\"?" : "";
    }

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
