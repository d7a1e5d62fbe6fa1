namespace FlowEngine.Conversing;

/// <summary>Finds what there is for the language of a conversation.</summary>
internal static class LocalTexts
{
    /// <summary>What stands there for a language, or for the language that it is a variety of.</summary>
    /// <param name="byLanguage">What there is by tag; null for nothing.</param>
    /// <param name="language">BCP 47 tag of the conversation.</param>
    /// <returns>Null when there is nothing for it.</returns>
    public static T? Find<T>(IReadOnlyDictionary<string, T>? byLanguage, string language)
        where T : class
    {
        if (byLanguage is null or { Count: 0 })
        {
            return null;
        }

        foreach (var (tag, texts) in byLanguage)
        {
            if (string.Equals(tag, language, StringComparison.OrdinalIgnoreCase))
            {
                return texts;
            }
        }

        var end = language.IndexOfAny(['-', '_']);
        return end > 0 ? Find(byLanguage, language[..end]) : null;
    }
}
