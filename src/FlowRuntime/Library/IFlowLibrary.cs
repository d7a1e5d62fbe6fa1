using System.Text.Json;
using FlowEngine.Definition;

namespace FlowRuntime.Library;

/// <summary>Drafts and published versions of bots. The one door of designer, API and command line; thread-safe.</summary>
public interface IFlowLibrary
{
    /// <summary>Longest name of a version. Unit: characters.</summary>
    const int LongestVersionName = 120;

    /// <summary>Lists the bots with their flows, by name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One summary a bot.</returns>
    Task<IReadOnlyList<BotSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads a bot's draft as one bundle.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bundle with its ETag; null when there is no such bot.</returns>
    Task<BotDraft?> FindAsync(string botId, CancellationToken cancellationToken);

    /// <summary>Creates or replaces a bot's whole draft.</summary>
    /// <param name="bundle">The bot; its id decides which.</param>
    /// <param name="expectedETag">ETag that the caller saw; null for a bot that must not exist yet; <c>*</c> for any.</param>
    /// <param name="actor">Who saves, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new ETag, or that somebody else saved in between.</returns>
    Task<SaveResult> SaveAsync(BotBundle bundle, string? expectedETag, string actor, CancellationToken cancellationToken);

    /// <summary>Removes a bot with its drafts; versions that runs are pinned to stay.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="actor">Who removes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is no such bot.</returns>
    Task<bool> DeleteAsync(string botId, string actor, CancellationToken cancellationToken);

    /// <summary>Reads one flow's draft.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="flowId">The flow.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The flow with its revision; null when there is none.</returns>
    Task<FlowDraft?> FindFlowAsync(string botId, string flowId, CancellationToken cancellationToken);

    /// <summary>Saves one flow's draft.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="flow">The flow; its id decides which.</param>
    /// <param name="expectedRevision">Revision that the editor saw; 0 for a new flow.</param>
    /// <param name="actor">Who saves.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new revision, or that somebody else saved in between.</returns>
    Task<FlowSaveResult> SaveFlowAsync(
        string botId,
        FlowDefinition flow,
        long expectedRevision,
        string actor,
        CancellationToken cancellationToken
    );

    /// <summary>Removes one flow's draft.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="flowId">The flow.</param>
    /// <param name="actor">Who removes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is none.</returns>
    Task<bool> DeleteFlowAsync(string botId, string flowId, string actor, CancellationToken cancellationToken);

    /// <summary>Validates a bundle as publishing would, against the connectors and node types of this installation.</summary>
    /// <param name="bundle">The bot.</param>
    /// <returns>The problems, errors first.</returns>
    IReadOnlyList<Problem> Validate(BotBundle bundle);

    /// <summary>Freezes the draft as the next version and makes it live.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version, or the errors that stand in the way; null when there is no such bot.</returns>
    Task<PublishResult?> PublishAsync(string botId, string actor, CancellationToken cancellationToken);

    /// <summary>Freezes the draft as the next version and lets an environment run it; the others stay with theirs.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version, or the errors that stand in the way; null when there is no such bot or environment.</returns>
    Task<PublishResult?> PublishAsync(string botId, string environment, string actor, CancellationToken cancellationToken);

    /// <summary>
    /// Lets an environment run another published version, an older one too, or none. Runs in progress stay with their versions;
    /// channels, webhooks and events of the environment follow, and schedules that of <c>live</c>.
    /// </summary>
    /// <param name="botId">The bot.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="version">The version; null for none.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is no such bot, environment or version.</returns>
    Task<bool> DeployAsync(string botId, string environment, int? version, string actor, CancellationToken cancellationToken);

    /// <summary>Lists what every environment runs: <c>live</c> first, then by name.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One entry an environment of the installation, where the bot runs or not.</returns>
    Task<IReadOnlyList<Deployment>> ListDeploymentsAsync(string botId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes another published version live, an older one too, or takes the bot offline; <see cref="DeployAsync"/> for the
    /// environment <c>live</c>.
    /// </summary>
    /// <param name="botId">The bot.</param>
    /// <param name="version">The version; null for none.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is no such bot or version.</returns>
    Task<bool> SetLiveAsync(string botId, int? version, string actor, CancellationToken cancellationToken);

    /// <summary>Lists published versions, newest first.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The versions.</returns>
    Task<IReadOnlyList<VersionSummary>> ListVersionsAsync(string botId, CancellationToken cancellationToken);

    /// <summary>Gives a published version a name.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="version">Its number.</param>
    /// <param name="name">What people call it; empty or null for nothing. Cut to <see cref="LongestVersionName"/>.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is no such version.</returns>
    Task<bool> NameVersionAsync(string botId, int version, string? name, string actor, CancellationToken cancellationToken);

    /// <summary>Reads a published version.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="version">Its number, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The frozen bundle; null when there is none.</returns>
    Task<BotBundle?> FindVersionAsync(string botId, int version, CancellationToken cancellationToken);
}

/// <summary>A bot in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="LiveVersion">Version that channels talk to; null when never published.</param>
/// <param name="ChangedSincePublish">True when the draft differs from the live version.</param>
/// <param name="ChangedAt">Last change of the draft, UTC.</param>
/// <param name="ChangedBy">Who made it.</param>
/// <param name="Flows">Its flows, in bundle order.</param>
public sealed record BotSummary(
    string Id,
    string Name,
    int? LiveVersion,
    bool ChangedSincePublish,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    IReadOnlyList<FlowSummary> Flows
);

/// <summary>A flow in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="NodeCount">Number of nodes.</param>
/// <param name="Trigger">Type of its first trigger; null when it has none.</param>
/// <param name="ChangedAt">Last change, UTC.</param>
/// <param name="ChangedBy">Who made it.</param>
public sealed record FlowSummary(
    string Id,
    string Name,
    int NodeCount,
    string? Trigger,
    DateTimeOffset ChangedAt,
    string ChangedBy
);

/// <summary>A bot's draft.</summary>
/// <param name="Bundle">The bot.</param>
/// <param name="ETag">Changes with every save of any part; opaque, without quotes.</param>
/// <param name="LiveVersion">Version that channels talk to; null when never published.</param>
public sealed record BotDraft(BotBundle Bundle, string ETag, int? LiveVersion);

/// <summary>A flow's draft.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Revision">Grows by one with every save.</param>
/// <param name="ChangedAt">Last change, UTC.</param>
/// <param name="ChangedBy">Who made it.</param>
public sealed record FlowDraft(FlowDefinition Flow, long Revision, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>Outcome of saving a bundle.</summary>
/// <param name="Saved">False when <c>expectedETag</c> was stale; nothing was changed then.</param>
/// <param name="ETag">The current ETag; null when the bot is gone.</param>
public sealed record SaveResult(bool Saved, string? ETag);

/// <summary>Outcome of saving a flow.</summary>
/// <param name="Saved">False when the revision was stale; nothing was changed then.</param>
/// <param name="Current">The draft as it stands now; null when it is gone.</param>
public sealed record FlowSaveResult(bool Saved, FlowDraft? Current);

/// <summary>Outcome of publishing.</summary>
/// <param name="Version">The new version; null when errors stand in the way.</param>
/// <param name="Problems">All problems found.</param>
public sealed record PublishResult(int? Version, IReadOnlyList<Problem> Problems);

/// <summary>A published version.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="PublishedAt">When, UTC.</param>
/// <param name="PublishedBy">Who.</param>
/// <param name="IsLive">True when channels talk to it.</param>
/// <param name="Name">What people call it; null for nothing.</param>
/// <param name="Environments">The environments that run it, <c>live</c> first; null for none.</param>
public sealed record VersionSummary(
    int Version,
    DateTimeOffset PublishedAt,
    string PublishedBy,
    bool IsLive,
    string? Name = null,
    IReadOnlyList<string>? Environments = null
);
