using System.Globalization;
using FlowDesigner.Web.Wording;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Tests.Wording;

/// <summary>Texts for what is tested without a page.</summary>
internal static class Speaking
{
    public static IStringLocalizer<TText> English<TText>() => In<TText>("en");

    public static IStringLocalizer<TText> In<TText>(string language) => new Texts<TText>(new PageLanguage(CultureInfo.GetCultureInfo(language)));
}
