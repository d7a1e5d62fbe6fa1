using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Library;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Simulator.Live;

/// <summary>A run of the live system as it stands: its way on the canvas, its journal and what was said. Knows nothing of Blazor.</summary>
internal sealed class RunView
{
    private RunView(RunDetail detail, ConversationSummary? conversation, IReadOnlyList<TranscriptMessage> messages, BotBundle bundle, string flowId, RunLog log)
    {
        (Run, Conversation, Bundle, FlowId) = (detail.Run, conversation, bundle, flowId);
        Messages = OfRun(messages, detail.Run);
        (Picture, Path) = (log.Picture, log.Path);
        Flows =
        [
            .. detail.Journal.Select(e => e.FlowId).Prepend(detail.Run.FlowId).Distinct(StringComparer.Ordinal).Where(bundle.Flows.ContainsKey),
        ];
    }

    /// <summary>The run.</summary>
    public RunSummary Run { get; }

    /// <summary>Its conversation; null when it was removed.</summary>
    public ConversationSummary? Conversation { get; }

    /// <summary>The version of the bot that it runs.</summary>
    public BotBundle Bundle { get; }

    /// <summary>The flow in front.</summary>
    public string FlowId { get; }

    /// <summary>Flows that it went through, in the order in which it came to them.</summary>
    public IReadOnlyList<string> Flows { get; }

    /// <summary>What was said from the message that began it to its end.</summary>
    public IReadOnlyList<TranscriptMessage> Messages { get; }

    /// <summary>Its steps and its journal.</summary>
    public RunPicture Picture { get; }

    /// <summary>Its way through the flow in front.</summary>
    public RunPath Path { get; }

    /// <summary>Reads a run.</summary>
    /// <param name="conversations">Where it is.</param>
    /// <param name="library">Where the version of its bot is.</param>
    /// <param name="catalog">Node types of this installation.</param>
    /// <param name="text">Texts of the simulator.</param>
    /// <param name="address">Which run, and which of its flows in front.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run; null when there is no such run, or its version is not kept any more.</returns>
    public static async Task<RunView?> LoadAsync(
        IConversations conversations,
        IFlowLibrary library,
        NodeCatalog catalog,
        IStringLocalizer<SimulatorText> text,
        RunAddress address,
        CancellationToken cancellationToken
    )
    {
        if (
            await conversations.FindRunAsync(address.BotId, address.RunId, cancellationToken) is not { } detail
            || await library.FindVersionAsync(address.BotId, detail.Run.BotVersion, cancellationToken) is not { } bundle
        )
        {
            return null;
        }

        // What the bot did by itself has no flow: its journal and what was said are shown beside the first one.
        var begun = detail.Run.FlowId.Length > 0 ? detail.Run.FlowId : bundle.Flows.Keys.FirstOrDefault("");
        var flowId = address.FlowId is { } wanted && bundle.Flows.ContainsKey(wanted) ? wanted : begun;
        if (!bundle.Flows.ContainsKey(flowId))
        {
            return null;
        }

        var conversation = await conversations.FindAsync(detail.Run.ConversationId, cancellationToken);
        var messages = await ReadAllAsync(conversations, detail.Run.ConversationId, cancellationToken);
        var log = new RunLog(bundle, flowId, catalog, text);
        foreach (var entry in detail.Journal)
        {
            log.Journal(entry);
        }

        return new RunView(detail, conversation, messages, bundle, flowId, log);
    }

    private static async Task<IReadOnlyList<TranscriptMessage>> ReadAllAsync(
        IConversations conversations,
        string conversationId,
        CancellationToken cancellationToken
    )
    {
        const int PageSize = 1_000;
        var all = new List<TranscriptMessage>();
        IReadOnlyList<TranscriptMessage> page;
        do
        {
            page = await conversations.ReadAsync(conversationId, all is [.., var last] ? last.Sequence : 0, PageSize, cancellationToken);
            all.AddRange(page);
        } while (page.Count == PageSize);

        return all;
    }

    // Messages of visitors carry no run: those right before its first answer began it, those up to its last answer belong to it.
    private static IReadOnlyList<TranscriptMessage> OfRun(IReadOnlyList<TranscriptMessage> messages, RunSummary run)
    {
        var all = messages.ToList();
        var (first, last) = (all.FindIndex(m => m.RunId == run.Id), all.FindLastIndex(m => m.RunId == run.Id));
        if (first < 0)
        {
            return [];
        }

        while (first > 0 && all[first - 1].From == MessageFrom.Visitor)
        {
            first--;
        }

        var goesOn = run.Status is RunStatus.Running or RunStatus.Waiting;
        while (goesOn && last + 1 < all.Count && all[last + 1].RunId is null)
        {
            last++;
        }

        return all[first..(last + 1)];
    }
}

/// <summary>What the address of a run names.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="RunId">The run.</param>
/// <param name="FlowId">The flow in front; null for the one that it began with.</param>
internal sealed record RunAddress(string BotId, string RunId, string? FlowId);
