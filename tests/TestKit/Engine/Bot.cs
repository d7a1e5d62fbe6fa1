using System.Text.Json;
using FlowEngine.Conversing;
using FlowEngine.Definition;

namespace TestKit.Engine;

/// <summary>Builds a bot: <c>Bot.With(flow).Intent("order", "where is my order")</c>.</summary>
public sealed class Bot
{
    private readonly Dictionary<string, FlowDefinition> _flows = [];
    private readonly Dictionary<string, IntentDefinition> _intents = [];
    private readonly Dictionary<string, EntityDefinition> _entities = [];
    private readonly Dictionary<string, VariableDefinition> _variables = [];
    private FallbackDefinition? _fallback;
    private DialogueSettings? _dialogue;
    private string[] _languages = ["en"];

    private Bot() { }

    public static Bot With(params Flow[] flows)
    {
        var bot = new Bot();
        foreach (var flow in flows)
        {
            bot._flows[flow.Id] = flow.Build();
        }

        return bot;
    }

    /// <summary>A bot of one flow that is built already.</summary>
    public static Bot Of(FlowDefinition flow)
    {
        var bot = new Bot();
        bot._flows[flow.Id] = flow;
        return bot;
    }

    public Bot Intent(string id, params string[] phrases)
    {
        _intents[id] = new IntentDefinition(phrases);
        return this;
    }

    public Bot Pattern(string entity, string pattern)
    {
        _entities[entity] = new EntityDefinition("pattern", pattern);
        return this;
    }

    public Bot Entity(string id, EntityDefinition entity)
    {
        _entities[id] = entity;
        return this;
    }

    public Bot Variable(string name, object? value = null)
    {
        _variables[name] = new VariableDefinition("any", value is null ? default : JsonSerializer.SerializeToElement(value));
        return this;
    }

    public Bot Fallback(string flow)
    {
        _fallback = new FallbackDefinition(flow);
        return this;
    }

    public Bot Languages(params string[] languages)
    {
        _languages = languages;
        return this;
    }

    public Bot Commanding(DialogueCommand command, CommandSettings settings)
    {
        var commands = new Dictionary<DialogueCommand, CommandSettings>(_dialogue?.Commands ?? new Dictionary<DialogueCommand, CommandSettings>())
        {
            [command] = settings,
        };
        _dialogue = (_dialogue ?? new DialogueSettings()) with { Commands = commands };
        return this;
    }

    public Bot Ladder(LadderSettings ladder)
    {
        _dialogue = (_dialogue ?? new DialogueSettings()) with { Ladder = ladder };
        return this;
    }

    public BotBundle Build() =>
        new(
            new BotDefinition(
                "bot",
                "Bot",
                "UTC",
                _languages,
                _intents,
                _entities,
                _fallback,
                new Dictionary<string, string> { ["shop"] = "test" },
                _variables,
                new Dictionary<string, JsonElement>(),
                Dialogue: _dialogue
            ),
            _flows,
            new Dictionary<string, JsonElement>()
        );
}
