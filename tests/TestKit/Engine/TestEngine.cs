using FlowEngine;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace TestKit.Engine;

/// <summary>The engine as registered, with the test nodes, a manual clock and an understanding that takes words literally.</summary>
public sealed class TestEngine : IDisposable
{
    private readonly ServiceProvider _services;

    public TestEngine(RunBudget? budget = null, params NodeType[] more)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Clock).AddFlowEngine();
        foreach (var type in Calls.Types.Concat(more))
        {
            services.AddSingleton(type);
        }

        _services = services.BuildServiceProvider();
        Interpreter = new FlowInterpreter(NullLogger<FlowInterpreter>.Instance, Clock, budget);
    }

    public ManualTimeProvider Clock { get; } = new();

    public StubCalls Calls { get; } = new();

    public FlowInterpreter Interpreter { get; }

    public NodeCatalog Catalog => _services.GetRequiredService<NodeCatalog>();

    public IExpressionEngine Expressions => _services.GetRequiredService<IExpressionEngine>();

    public BotProgram Compile(BotBundle bundle, int version = 0) =>
        BotProgram.Compile(bundle, version, Catalog, Expressions, new WordUnderstanding(bundle.Bot));

    public BotProgram Compile(Bot bot, int version = 0) => Compile(bot.Build(), version);

    public SimulatedConversation Talk(Bot bot, SimulationOptions? options = null) =>
        new(Interpreter, Compile(bot), new NoConnections(), Clock, options);

    /// <summary>Talks to a bot of one flow.</summary>
    public SimulatedConversation Talk(Flow flow) => Talk(Bot.With(flow));

    /// <summary>Talks in a language, with the entities and intents that bots really have.</summary>
    public SimulatedConversation TalkIn(string language, Bot bot, string? timeZone = null)
    {
        var bundle = bot.Build();
        var program = BotProgram.Compile(bundle, 0, Catalog, Expressions, new BotUnderstanding(bundle.Bot));
        var options = new SimulationOptions { Conversation = new ConversationInfo("simulation", "test", language, "visitor", null, timeZone) };
        return new SimulatedConversation(Interpreter, program, new NoConnections(), Clock, options);
    }

    public void Dispose() => _services.Dispose();
}

/// <summary>What tests ask a conversation for.</summary>
public static class SimulatedConversationExtensions
{
    /// <summary>Everything the bot said.</summary>
    public static IReadOnlyList<string> Answers(this SimulatedConversation chat) =>
        [.. chat.Transcript.Where(m => !m.FromVisitor).Select(m => m.Text)];

    /// <summary>The nodes the runs went through, in order.</summary>
    public static IReadOnlyList<string> Path(this SimulatedConversation chat) =>
        [.. chat.Journal.Where(e => e.Kind is JournalKind.NodeCompleted or JournalKind.NodeFailed).Select(e => e.NodeId)];
}
