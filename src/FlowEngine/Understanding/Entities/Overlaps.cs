namespace FlowEngine.Understanding.Entities;

/// <summary>
/// Decides what a stretch of a message is when several entities found a value there: the longer value ("3 December" holds no
/// number), then what the author declared, then the rarer kind. Entities of the same rank may share a value.
/// </summary>
internal static class Overlaps
{
    /// <summary>Rank of values that lie over others.</summary>
    public const int Apart = -1;

    /// <summary>The values that stay, in order of appearance.</summary>
    public static IReadOnlyList<EntityMatch> Resolve(List<(EntityMatch Match, int Rank)> found)
    {
        if (found.Count > 1)
        {
            var kept = new List<(EntityMatch Match, int Rank)>(found.Count);
            foreach (var one in found.OrderByDescending(f => f.Match.Length).ThenBy(f => f.Rank))
            {
                if (!kept.Exists(other => Excludes(other, one)))
                {
                    kept.Add(one);
                }
            }

            found = kept;
        }

        return [.. found.Select(f => f.Match).OrderBy(m => m.Start).ThenByDescending(m => m.Length)];
    }

    private static bool Excludes((EntityMatch Match, int Rank) kept, (EntityMatch Match, int Rank) one)
    {
        if (kept.Rank == Apart || one.Rank == Apart)
        {
            return false;
        }

        var (a, b) = (kept.Match, one.Match);
        var isSame = a.Start == b.Start && a.Length == b.Length;
        return a.Start < b.Start + b.Length && b.Start < a.Start + a.Length && !(isSame && kept.Rank == one.Rank);
    }
}
