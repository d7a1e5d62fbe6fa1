using System.Globalization;
using System.Text;

namespace FlowDesigner.Web.Library;

/// <summary>Makes ids of bots and flows from what people call them.</summary>
internal static class Slug
{
    private const int MaximumLength = 48;

    /// <summary>Turns a name into an id.</summary>
    /// <param name="name">Name, for example <c>Käse &amp; Wein 2</c>.</param>
    /// <param name="fallback">Word before an id that would not start with a letter, and the id of an empty name.</param>
    /// <returns>An id, for example <c>kase-wein-2</c>.</returns>
    public static string From(string name, string fallback)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug is [.., not '-'] && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        text = text.Length > MaximumLength ? text[..MaximumLength].TrimEnd('-') : text;
        return text switch
        {
            "" => fallback,
            [>= 'a' and <= 'z', ..] => text,
            _ => $"{fallback}-{text}",
        };
    }

    /// <summary>Makes an id that nobody has yet.</summary>
    /// <param name="slug">The id that fits best.</param>
    /// <param name="taken">Ids that exist.</param>
    /// <returns>It, or it with a number.</returns>
    public static string Free(string slug, IReadOnlyCollection<string> taken)
    {
        var free = slug;
        for (var number = 2; taken.Contains(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        }

        return free;
    }
}
