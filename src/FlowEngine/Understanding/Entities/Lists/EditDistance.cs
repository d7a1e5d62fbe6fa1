namespace FlowEngine.Understanding.Entities.Lists;

/// <summary>How many typing mistakes lie between two words. Source: optimal string alignment (Damerau, Levenshtein).</summary>
internal static class EditDistance
{
    /// <summary>Mistakes forgiven in a word: none in a short one, where one letter makes another word.</summary>
    public static int Forgiven(int length) =>
        length switch
        {
            <= 3 => 0,
            <= 7 => 1,
            _ => 2,
        };

    /// <summary>Letters added, lost, changed or swapped with a neighbour.</summary>
    /// <param name="one">A word.</param>
    /// <param name="other">Another.</param>
    /// <param name="limit">Answers above it are all the same: limit + 1.</param>
    public static int Between(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
        {
            return limit + 1;
        }

        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            (before, last, row) = (last, row, before);
        }

        return Math.Min(last[other.Length], limit + 1);
    }
}
