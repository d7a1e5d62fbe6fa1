using System.Globalization;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Entities.Lists;

namespace FlowEngine.Conversing;

/// <summary>
/// Finds the choice that a typed answer means. The surest way wins: written out, its number, named in a sentence, one of
/// its words, counted ("the second one"), and last with a typing mistake. What fits two choices fits none.
/// </summary>
internal static class ChoiceMatcher
{
    private const int LongestFuzzy = 200;

    /// <summary>Finds it.</summary>
    /// <param name="choices">Every name of each choice: as shown, as written by the author, in other languages, synonyms.</param>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="phrases">The visitor's language.</param>
    /// <returns>Index of the choice; -1 for none.</returns>
    public static int Find(IReadOnlyList<IReadOnlyList<string>> choices, string text, Phrases phrases)
    {
        text = text.Trim();
        var exact = First(choices, name => string.Equals(name.Trim(), text, StringComparison.OrdinalIgnoreCase));
        if (exact >= 0)
        {
            return exact;
        }

        if (int.TryParse(text.TrimEnd('.', ')').TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= choices.Count ? number - 1 : -1;
        }

        var said = TextTokens.Normalise(text);
        if (said.Length == 0)
        {
            return -1;
        }

        var names = choices.Select(c => (IReadOnlyList<string>)[.. c.Select(TextTokens.Normalise).Where(n => n.Length > 0)]).ToList();
        var same = First(names, name => name == said);
        if (same >= 0)
        {
            return same;
        }

        return Mentioned(names, said) switch
        {
            >= 0 and var named => named,
            Several => -1,
            _ => Counted(names.Count, said, phrases) is >= 0 and var counted ? counted : Misspelt(names, said, phrases),
        };
    }

    private const int Several = -2;

    private static int First(IReadOnlyList<IReadOnlyList<string>> choices, Func<string, bool> fits)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Any(fits))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The only one named in the message, where "dark red" names no "red"; else the only one that has the message in its name.</summary>
    private static int Mentioned(List<IReadOnlyList<string>> names, string said)
    {
        var mentions = names.Select(own => own.Where(n => Holds(said, n)).MaxBy(n => n.Length)).ToList();
        var named = mentions
            .Index()
            .Where(m => m.Item is { } own && !mentions.Exists(o => o is not null && o.Length > own.Length && Holds(o, own)))
            .Select(m => m.Index)
            .ToList();
        if (named.Count == 0)
        {
            named = [.. names.Index().Where(n => n.Item.Any(own => Holds(own, said))).Select(n => n.Index)];
        }

        return named switch
        {
            [var one] => one,
            [] => -1,
            _ => Several,
        };
    }

    /// <summary>"the second one": counted, with nothing else said.</summary>
    private static int Counted(int count, string said, Phrases phrases)
    {
        var word = phrases.WithoutArticles(said);
        var end = word.IndexOf(' ', StringComparison.Ordinal);
        var rest = end < 0 ? "" : word[(end + 1)..];
        word = end < 0 ? word : word[..end];
        var index = phrases.Ordinals.ToList().IndexOf(word);
        return index < count && phrases.IsArticles(rest) ? index : -1;
    }

    private static int Misspelt(List<IReadOnlyList<string>> names, string said, Phrases phrases)
    {
        if (said.Length > LongestFuzzy)
        {
            return -1;
        }

        said = phrases.WithoutArticles(said);
        var (best, least) = (-1, int.MaxValue);
        for (var i = 0; i < names.Count; i++)
        {
            foreach (var name in names[i])
            {
                var limit = EditDistance.Forgiven(name.Length);
                var distance = Windows(said, name).Min(w => EditDistance.Between(w, name, limit));
                if (distance > limit || distance > least)
                {
                    continue;
                }

                (best, least) = (distance == least && best != i ? Several : i, distance);
            }
        }

        return Math.Max(best, -1);
    }

    /// <summary>The message, and each stretch of it that has as many words as the name.</summary>
    private static IEnumerable<string> Windows(string said, string name)
    {
        yield return said;
        var words = said.Split(' ');
        var wanted = name.Split(' ').Length;
        for (var i = 0; i + wanted <= words.Length; i++)
        {
            yield return string.Join(' ', words, i, wanted);
        }
    }

    /// <summary>Tells whether a normalised text holds another as whole words.</summary>
    private static bool Holds(string text, string part) =>
        $" {text} ".Contains($" {part} ", StringComparison.Ordinal);
}
