using FlowDesigner.Web.Library.Importing;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Library;

/// <summary>Which dialog the list of bots shows. A closed set.</summary>
internal abstract record Asking
{
    private Asking() { }

    /// <summary>Name and id of a new bot.</summary>
    public sealed record NewBot(BotStart Start) : Asking;

    /// <summary>Files to import; those that were dropped are there already.</summary>
    public sealed record Import(IReadOnlyList<ImportItem> Dropped) : Asking;

    /// <summary>Folder and tags of bots.</summary>
    public sealed record Filing(IReadOnlyList<BotSummary> Bots) : Asking;

    /// <summary>Whether to publish several bots.</summary>
    public sealed record PublishBots(IReadOnlyList<BotSummary> Bots) : Asking;

    /// <summary>Whether to delete several bots.</summary>
    public sealed record DeleteBots(IReadOnlyList<BotSummary> Bots) : Asking;

    /// <summary>Name of a new flow.</summary>
    public sealed record NewFlow(BotSummary Bot) : Asking;

    /// <summary>Another name for a flow.</summary>
    public sealed record RenameFlow(BotSummary Bot, FlowSummary Flow) : Asking;

    /// <summary>Whether to delete a bot.</summary>
    public sealed record DeleteBot(BotSummary Bot) : Asking;

    /// <summary>Whether to delete a flow.</summary>
    public sealed record DeleteFlow(BotSummary Bot, FlowSummary Flow) : Asking;
}
