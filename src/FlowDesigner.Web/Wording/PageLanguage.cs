using System.Globalization;

namespace FlowDesigner.Web.Wording;

/// <summary>
/// The language of one request or one open page, as it was when that began. An open page also draws itself again when others
/// did something; then the culture around it is theirs, which is why the texts do not ask the thread.
/// </summary>
/// <param name="Culture">English, German or the pseudo-locale.</param>
internal sealed record PageLanguage(CultureInfo Culture)
{
    /// <summary>Keeps the choice in the browser; the form of the value is that of ASP.NET Core.</summary>
    public const string CookieName = "flowstudio-language";

    /// <summary>What every text is written in.</summary>
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>Wraps every looked-up text, so that a text that is not looked up is seen.</summary>
    public static CultureInfo Pseudo { get; } = CultureInfo.GetCultureInfo("qps-ploc");

    /// <summary>The languages that people may choose.</summary>
    public static IReadOnlyList<CultureInfo> Offered { get; } = [English, CultureInfo.GetCultureInfo("de")];
}
