namespace FlowRuntime.Versions;

/// <summary>
/// Moves waiting runs to another published version of their bot: always wanted by a person, seen before, and by node id.
/// Thread-safe.
/// </summary>
public interface IVersionMoves
{
    /// <summary>Shows what a move would do; changes nothing.</summary>
    /// <param name="move">The move.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One line a node that runs wait at; null when the bot has no such version.</returns>
    Task<MovePreview?> PreviewAsync(VersionMove move, CancellationToken cancellationToken);

    /// <summary>Moves every run that can be moved, each in a commit of its own; a run that is in a turn is left out.</summary>
    /// <param name="move">The move.</param>
    /// <param name="actor">Who wants it, for the audit.</param>
    /// <param name="cancellationToken">Gives up; runs that were moved stay moved.</param>
    /// <returns>What became of each run; null when the bot has no such version.</returns>
    Task<MoveReport?> MoveAsync(VersionMove move, string actor, CancellationToken cancellationToken);
}

/// <summary>A wish to move runs.</summary>
/// <param name="BotId">The bot, or its address in another environment than <c>live</c>; see <see cref="FlowRuntime.Library.BotAddress"/>.</param>
/// <param name="ToVersion">The version that the runs are to go on with.</param>
/// <param name="FromVersion">Only runs of this version; null for all others.</param>
/// <param name="Nodes">
/// New place by old place, both as <c>flow/node</c>, for nodes that have another id now; the others keep theirs.
/// </param>
public sealed record VersionMove(
    string BotId,
    int ToVersion,
    int? FromVersion = null,
    IReadOnlyDictionary<string, string>? Nodes = null
);

/// <summary>What a move would do.</summary>
/// <param name="Places">The places at which runs wait.</param>
public sealed record MovePreview(IReadOnlyList<MovePlace> Places);

/// <summary>A place at which runs wait.</summary>
/// <param name="FromVersion">Version of the runs.</param>
/// <param name="Flow">Flow of the node.</param>
/// <param name="Node">The node.</param>
/// <param name="Runs">How many runs stand there; a run with several branches counts at each of its places.</param>
/// <param name="ToFlow">Flow of the place in the new version; null when there is none.</param>
/// <param name="ToNode">The node in the new version; null when there is none.</param>
/// <param name="Obstacle">Why runs cannot be moved from here, for people; null when they can.</param>
public sealed record MovePlace(
    int FromVersion,
    string Flow,
    string Node,
    int Runs,
    string? ToFlow,
    string? ToNode,
    string? Obstacle
);

/// <summary>What a move did.</summary>
/// <param name="Moved">Runs that go on with the new version.</param>
/// <param name="Skipped">Runs that stay as they are, with the reason.</param>
public sealed record MoveReport(IReadOnlyList<string> Moved, IReadOnlyList<SkippedRun> Skipped);

/// <summary>A run that was not moved.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record SkippedRun(string RunId, string Reason);
