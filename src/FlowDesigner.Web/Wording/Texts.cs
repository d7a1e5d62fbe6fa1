using System.Collections;
using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Wording;

/// <summary>
/// Finds the words of one folder. The English text is the key; a resource beside the marker class holds the translation, so
/// a text without one is shown in English.
/// </summary>
/// <typeparam name="TText">Marker class of the folder; its resource is called like it.</typeparam>
internal sealed class Texts<TText>(PageLanguage language) : IStringLocalizer<TText>, ISpoken
{
    private const string SmallPrefix = "(small) ";

    private static readonly ResourceManager Resources = new(typeof(TText));

    /// <inheritdoc/>
    public PageLanguage Language => language;

    /// <inheritdoc/>
    public LocalizedString this[string name] => Say(name, Find(name), []);

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments] => Say(name, Find(name), arguments);

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        Translations()?.Cast<DictionaryEntry>().Select(e => new LocalizedString((string)e.Key, (string?)e.Value ?? "")) ?? [];

    // The names in a resource differ by more than capitals: of "Error" and "error" the second is called "(small) error".
    private string? Find(string name) => Translations() is { } translations ? translations.GetString(name) ?? translations.GetString(SmallPrefix + name) : null;

    private LocalizedString Say(string name, string? translation, object[] arguments)
    {
        var text = translation ?? name;
        var said = arguments.Length == 0 ? text : string.Format(language.Culture, text, arguments);
        var shown = language.Culture.Equals(PageLanguage.Pseudo) ? $"⟦{said}⟧" : said;
        return new LocalizedString(name, shown, resourceNotFound: translation is null);
    }

    /// <summary>English has no resource, and not every folder one in every language.</summary>
    private ResourceSet? Translations() => Resources.GetResourceSet(language.Culture, createIfNotExists: true, tryParents: false);
}

/// <summary>Something that speaks one language.</summary>
internal interface ISpoken
{
    /// <summary>Which one.</summary>
    PageLanguage Language { get; }
}
