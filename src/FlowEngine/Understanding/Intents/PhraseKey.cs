namespace FlowEngine.Understanding.Intents;

/// <summary>Tells whether two texts are the same to a classifier.</summary>
public static class PhraseKey
{
    /// <summary>The words of a text: without signs, capitals and apostrophes, digits as 0.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The words with blanks between; empty when there is none.</returns>
    public static string Of(string text) => string.Join(' ', PhraseWords.Of(text).Where(w => w != "?"));
}
