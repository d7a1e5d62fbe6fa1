using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Wording;

/// <summary>Registers the languages of the pages.</summary>
internal static class WordingRegistration
{
    /// <summary>Adds the texts to the container.</summary>
    public static IServiceCollection AddWording(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Replace(ServiceDescriptor.Scoped(typeof(IStringLocalizer<>), typeof(Texts<>)));
        services.AddScoped(_ => new PageLanguage(CultureInfo.CurrentUICulture));
        // Only words change with the language: numbers in style sheets, files and programs are written alike everywhere.
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, PageLanguage.English);
            options.SupportedCultures = [CultureInfo.InvariantCulture];
            options.SupportedUICultures = [.. PageLanguage.Offered, PageLanguage.Pseudo];
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = PageLanguage.CookieName },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        return services;
    }
}
