namespace FlowRuntime.Library.Filing;

/// <summary>Where a bot is filed.</summary>
/// <param name="Folder">Folder; empty for none.</param>
/// <param name="Tags">Tags, each once.</param>
public sealed record BotPlace(string Folder, IReadOnlyList<string> Tags)
{
    /// <summary>No folder and no tags.</summary>
    public static BotPlace None { get; } = new("", []);

    /// <summary>The place as it is kept: without blanks at the ends, without repeated or empty tags, cut to the limits.</summary>
    internal BotPlace Tidy() =>
        new(
            Cut(Folder),
            [.. Tags.Select(Cut).Where(t => t.Length > 0).Distinct(StringComparer.CurrentCultureIgnoreCase).Take(IBotFiling.MostTags)]
        );

    private static string Cut(string name)
    {
        var words = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= IBotFiling.LongestName ? words : words[..IBotFiling.LongestName].TrimEnd();
    }
}
