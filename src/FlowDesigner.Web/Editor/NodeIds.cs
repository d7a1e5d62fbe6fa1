using System.Text;

namespace FlowDesigner.Web.Editor;

/// <summary>Readable ids of new nodes: they are names in expressions, so <c>ask</c>, <c>ask2</c>, never a GUID.</summary>
internal static class NodeIds
{
    /// <summary>First free id for a node of a type.</summary>
    /// <param name="wish">Type or id to start from, such as <c>woocommerce.getOrder</c> or <c>ask2</c>.</param>
    /// <param name="taken">Ids in use.</param>
    /// <returns>An id that matches <c>[a-z][A-Za-z0-9]*</c>.</returns>
    public static string Next(string wish, Func<string, bool> taken)
    {
        var stem = Stem(wish);
        if (!taken(stem))
        {
            return stem;
        }

        var number = 2;
        while (taken($"{stem}{number}"))
        {
            number++;
        }

        return $"{stem}{number}";
    }

    private static string Stem(string wish)
    {
        var word = new StringBuilder();
        foreach (var c in wish[(wish.LastIndexOf('.') + 1)..].Where(char.IsAsciiLetterOrDigit))
        {
            if (word.Length > 0 || char.IsAsciiLetter(c))
            {
                word.Append(word.Length == 0 ? char.ToLowerInvariant(c) : c);
            }
        }

        var stem = word.ToString().TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return stem.Length == 0 ? "node" : stem;
    }
}
