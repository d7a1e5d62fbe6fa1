namespace FlowRuntime.Library.Filing;

/// <summary>
/// Folders and tags of the bots of this installation. They are not part of a bot: they stay here when it is exported, and
/// changing them is no change of its draft. Thread-safe.
/// </summary>
public interface IBotFiling
{
    /// <summary>Longest name of a folder or a tag. Unit: characters.</summary>
    const int LongestName = 60;

    /// <summary>Most tags of a bot.</summary>
    const int MostTags = 20;

    /// <summary>Lists where bots are filed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Place by bot; bots that were never filed are left out.</returns>
    Task<IReadOnlyDictionary<string, BotPlace>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Files bots, all of them or none.</summary>
    /// <param name="places">Place by bot; bots that are gone meanwhile are passed over.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is stored.</returns>
    Task FileAsync(IReadOnlyDictionary<string, BotPlace> places, string actor, CancellationToken cancellationToken);
}
