using System.Globalization;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Wording;

/// <summary>What pages say besides plain texts.</summary>
internal static class TextExtensions
{
    /// <summary>A number with its words.</summary>
    /// <param name="text">Texts of the folder.</param>
    /// <param name="number">How many.</param>
    /// <param name="one">Text for exactly one, for example <c>One flow</c>.</param>
    /// <param name="many">Text for any other number, with <c>{0}</c> for it, for example <c>{0} flows</c>.</param>
    /// <param name="more">Values for <c>{1}</c> and so on.</param>
    /// <returns>The text in the language of the page.</returns>
    public static string Count(this IStringLocalizer text, int number, string one, string many, params object[] more) =>
        text[number == 1 ? one : many, [number.ToString("#,0", text.Culture()), .. more]];

    /// <summary>The texts of another folder, in the same language.</summary>
    /// <typeparam name="TText">Marker class of that folder.</typeparam>
    /// <param name="text">Texts of this folder.</param>
    /// <returns>Texts of that folder.</returns>
    public static IStringLocalizer<TText> From<TText>(this IStringLocalizer text) =>
        new Texts<TText>(text is ISpoken spoken ? spoken.Language : new PageLanguage(PageLanguage.English));

    /// <summary>How numbers and dates are written in the language of the page.</summary>
    /// <param name="text">Texts of the folder.</param>
    /// <returns>The culture.</returns>
    public static CultureInfo Culture(this IStringLocalizer text) => text is ISpoken spoken ? spoken.Language.Culture : PageLanguage.English;
}
