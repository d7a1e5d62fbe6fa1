namespace FlowEngine.Conversing;

/// <summary>Something that a node says in one more language.</summary>
internal interface ITranslation
{
    /// <summary>BCP 47 tag.</summary>
    string Language { get; }
}

/// <summary>Chooses what is said by the language of the conversation.</summary>
internal static class Translations
{
    /// <summary>The translation for a language, or for the language that it is a variety of.</summary>
    /// <param name="translations">What there is; null for nothing.</param>
    /// <param name="language">BCP 47 tag of the conversation.</param>
    /// <returns>Null when the node's own words, in the bot's first language, are to be said.</returns>
    public static T? Find<T>(IReadOnlyList<T>? translations, string language)
        where T : class, ITranslation
    {
        if (translations is null or { Count: 0 })
        {
            return null;
        }

        foreach (var translation in translations)
        {
            if (string.Equals(translation.Language, language, StringComparison.OrdinalIgnoreCase))
            {
                return translation;
            }
        }

        var end = language.IndexOf('-', StringComparison.Ordinal);
        return end > 0 ? Find(translations, language[..end]) : null;
    }

    /// <summary>Tells whether every language is a tag and stands once.</summary>
    public static bool AreDistinct<T>(IReadOnlyList<T>? translations)
        where T : ITranslation =>
        translations is null
        || (
            translations.All(t => IsTag(t.Language))
            && translations.DistinctBy(t => t.Language, StringComparer.OrdinalIgnoreCase).Count() == translations.Count
        );

    private static bool IsTag(string? language) =>
        language is { Length: >= 2 and <= 35 } && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetter(language[0]);
}
