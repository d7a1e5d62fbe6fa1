using System.Globalization;
using System.Text;

namespace FlowDesigner.Web.Editor.SubFlows;

/// <summary>Readable ids of new flows: slugs of their names.</summary>
internal static class FlowIds
{
    private const int Longest = 48;

    /// <summary>First free id for a name.</summary>
    /// <param name="name">Name of the flow, such as <c>Find the order</c>.</param>
    /// <param name="taken">Ids in use.</param>
    /// <returns>An id that matches <c>[a-z][a-z0-9-]*</c>, such as <c>find-the-order</c>.</returns>
    public static string Next(string name, Func<string, bool> taken)
    {
        var stem = Stem(name);
        return !taken(stem) ? stem : Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{stem}-{number}").First(id => !taken(id));
    }

    private static string Stem(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var stem = slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
        return stem.Length > 0 && char.IsAsciiLetter(stem[0]) ? stem : $"flow-{stem}".TrimEnd('-');
    }
}
