using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using FlowRuntime.Connections;
using FlowRuntime.Conversations;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Makes test conversations with drafts: the real engine and the real connections, nothing stored.</summary>
internal sealed class TestBench(
    NodeCatalog catalog,
    IExpressionEngine expressions,
    IUnderstandingFactory understanding,
    FlowInterpreter interpreter,
    IConnectionAdmin connections,
    IConversations conversations,
    IStringLocalizer<SimulatorText> text,
    TimeProvider time
)
{
    private const int LatestConversations = 100;
    private const int MostContacts = 20;

    /// <summary>Texts of this folder.</summary>
    public IStringLocalizer<SimulatorText> Text => text;

    public TimeProvider Time => time;

    public NodeCatalog Catalog => catalog;

    public BotProgram Compile(BotBundle draft) =>
        BotProgram.Compile(draft, 0, catalog, expressions, understanding.Create(draft.Bot));

    /// <summary>Opens a conversation with a draft.</summary>
    /// <param name="program">The draft.</param>
    /// <param name="latest">Gives the draft as it is at any moment, for the made-up answers in it; called on any thread.</param>
    /// <param name="visitor">Who talks.</param>
    /// <param name="listener">Told of everything.</param>
    public SimulatedConversation Open(BotProgram program, Func<BotBundle> latest, TestVisitor visitor, Action<SimulationEvent> listener) =>
        new(
            interpreter,
            program,
            connections.SourceOf(ConnectionEnvironment.Test),
            time,
            new SimulationOptions
            {
                Conversation = visitor.Conversation,
                MadeUpAnswers = (flow, node) => MadeUpAnswers.Find(latest(), catalog, flow, node),
                Listener = listener,
            }
        );

    /// <summary>People who talked with the live bot, the latest first.</summary>
    public async Task<IReadOnlyList<KnownContact>> ContactsAsync(string botId, CancellationToken cancellationToken) =>
        [
            .. (await conversations.ListAsync(new ConversationQuery([], botId, LatestConversations), cancellationToken))
                .DistinctBy(c => c.ContactId)
                .Take(MostContacts)
                .Select(c => new KnownContact(c.ContactId, c.ContactName, c.LastText)),
        ];
}
