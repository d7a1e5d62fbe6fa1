using FlowRuntime.Library;

namespace FlowDesigner.Web.Library;

/// <summary>Which dialog the list of bots shows. A closed set.</summary>
internal abstract record Asking
{
    private Asking() { }

    /// <summary>Name and id of a new bot.</summary>
    public sealed record NewBot(BotStart Start) : Asking;

    /// <summary>A file to import.</summary>
    public sealed record Import : Asking;

    /// <summary>Name of a new flow.</summary>
    public sealed record NewFlow(BotSummary Bot) : Asking;

    /// <summary>Another name for a flow.</summary>
    public sealed record RenameFlow(BotSummary Bot, FlowSummary Flow) : Asking;

    /// <summary>Whether to delete a bot.</summary>
    public sealed record DeleteBot(BotSummary Bot) : Asking;

    /// <summary>Whether to delete a flow.</summary>
    public sealed record DeleteFlow(BotSummary Bot, FlowSummary Flow) : Asking;
}
