using System.Globalization;
using FlowDesigner.Web.Wording;

namespace FlowDesigner.Web.Library;

/// <summary>Languages that a bot can be given by name; others can be typed as a tag.</summary>
internal static class Languages
{
    /// <summary>BCP 47 tag and name.</summary>
    public static IReadOnlyList<(string Tag, string Name)> Offered { get; } =
    [
        ("en", TextKey.Of("English")),
        ("de", TextKey.Of("German")),
        ("fr", TextKey.Of("French")),
        ("es", TextKey.Of("Spanish")),
        ("it", TextKey.Of("Italian")),
        ("nl", TextKey.Of("Dutch")),
        ("pl", TextKey.Of("Polish")),
        ("pt", TextKey.Of("Portuguese")),
    ];

    /// <summary>The one that the page is read in; English when bots are not offered it.</summary>
    public static string OfPage =>
        Offered.Select(l => l.Tag).FirstOrDefault(t => t == CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "en");
}
