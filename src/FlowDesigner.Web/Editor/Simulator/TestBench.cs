using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using FlowRuntime.Connections;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Makes test conversations with drafts: the real engine and the real connections, nothing stored.</summary>
internal sealed class TestBench(
    NodeCatalog catalog,
    IExpressionEngine expressions,
    IUnderstandingFactory understanding,
    FlowInterpreter interpreter,
    IConnectionAdmin connections,
    IStringLocalizer<SimulatorText> text,
    TimeProvider time
)
{
    /// <summary>Texts of this folder.</summary>
    public IStringLocalizer<SimulatorText> Text => text;

    public TimeProvider Time => time;

    public NodeCatalog Catalog => catalog;

    public BotProgram Compile(BotBundle draft) =>
        BotProgram.Compile(draft, 0, catalog, expressions, understanding.Create(draft.Bot));

    public SimulatedConversation Open(BotProgram program, Action<SimulationEvent> listener) =>
        new(
            interpreter,
            program,
            connections.SourceOf(ConnectionEnvironment.Test),
            time,
            new SimulationOptions
            {
                Conversation = new ConversationInfo("test", "test", program.Bot.Languages[0], "tester", null),
                Listener = listener,
            }
        );
}
