using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Understanding.Intents;

/// <summary>
/// What people write to a bot that has nothing to do with any business: a class of its own that keeps intents from taking
/// whatever they are offered. Written for this product, one phrase a line.
/// </summary>
internal static class BackgroundPhrases
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Read = new(StringComparer.Ordinal);

    /// <summary>The phrases of a language; none where there are none yet.</summary>
    /// <param name="language">BCP 47 tag.</param>
    [SuppressMessage("Globalization", "CA1308", Justification = "Language tags are written in small letters, and so are the names of the files.")]
    public static IReadOnlyList<string> Of(string language)
    {
        var end = language.IndexOf('-', StringComparison.Ordinal);
        return Read.GetOrAdd((end < 0 ? language : language[..end]).ToLowerInvariant(), Load);
    }

    private static IReadOnlyList<string> Load(string language)
    {
        using var stream = typeof(BackgroundPhrases).Assembly.GetManifestResourceStream($"FlowEngine.Understanding.background.{language}.txt");
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
