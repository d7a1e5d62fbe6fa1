using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>A bot as its author wrote it: the content of <c>bot.json</c>. Immutable.</summary>
/// <param name="Id">Slug, unique in the installation: <c>[a-z][a-z0-9-]*</c>.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="TimeZone">IANA time zone id, for example <c>Europe/Berlin</c>; default <c>UTC</c>.</param>
/// <param name="Languages">BCP 47 tags, the first is the default; never empty.</param>
/// <param name="Intents">Intents by id, in document order.</param>
/// <param name="Entities">Entities by id, in document order.</param>
/// <param name="Fallback">What happens when nothing else answers; null when the bot has no fallback.</param>
/// <param name="Connections">Connector key by connection name, for example <c>shop</c> → <c>woocommerce</c>.</param>
/// <param name="Variables">Variables that every flow of the bot sees.</param>
/// <param name="Channels">Settings by channel key, for example <c>directline</c>.</param>
/// <param name="Interruptions">When a message may interrupt a question; null for the defaults.</param>
/// <param name="Mocks">Answers that stand in for calls in the test chat, by flow and node; null for none.</param>
/// <param name="Understanding">How sure the bot must be of what somebody wants; null for the defaults.</param>
/// <param name="Dialogue">How the bot leads a conversation beside its flows; null for the defaults.</param>
public sealed record BotDefinition(
    string Id,
    string Name,
    string TimeZone,
    IReadOnlyList<string> Languages,
    IReadOnlyDictionary<string, IntentDefinition> Intents,
    IReadOnlyDictionary<string, EntityDefinition> Entities,
    FallbackDefinition? Fallback,
    IReadOnlyDictionary<string, string> Connections,
    IReadOnlyDictionary<string, VariableDefinition> Variables,
    IReadOnlyDictionary<string, JsonElement> Channels,
    InterruptionSettings? Interruptions = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeMock>>? Mocks = null,
    UnderstandingSettings? Understanding = null,
    DialogueSettings? Dialogue = null
)
{
    /// <summary>Names that values may be asked for by: the entities, each with its roles behind it.</summary>
    public IEnumerable<string> EntityNames() => Entities.SelectMany(e => (e.Value.Roles?.Keys ?? []).Prepend(e.Key));

    /// <summary>Tells whether a name is that of an entity or of a role.</summary>
    /// <param name="name">The name.</param>
    public bool HasEntity(string name) => FindEntity(name) is not null;

    /// <summary>The entity of that name, or the one that has a role of that name; null for none.</summary>
    /// <param name="name">The name.</param>
    public EntityDefinition? FindEntity(string name) =>
        Entities.GetValueOrDefault(name) ?? Entities.Values.FirstOrDefault(e => e.Roles?.ContainsKey(name) is true);
}

/// <summary>When a message that arrives at a question may push another flow, and how deep.</summary>
/// <param name="Threshold">Least score of the intent, 0 to 1; above 1 nothing interrupts.</param>
/// <param name="MaximumDepth">Flows that may lie on top of the first one; 0 to 5.</param>
/// <param name="ReturnText">Said when the interrupted question is asked again; null for a text of the conversation's language, empty for none.</param>
public sealed record InterruptionSettings(double Threshold = 0.7, int MaximumDepth = 2, string? ReturnText = null);

/// <summary>How a bot understands.</summary>
/// <param name="Threshold">Least score of an intent that is acted upon, 0 to 1.</param>
/// <param name="SecondOpinion">Another system that is asked when the bot itself is not sure; null for none.</param>
public sealed record UnderstandingSettings(double Threshold = 0.5, SecondOpinionSettings? SecondOpinion = null);

/// <summary>What a visitor may want, by example.</summary>
/// <param name="Phrases">Example phrases in the bot's first language.</param>
/// <param name="PhrasesIn">Example phrases in its other languages, by tag; null for none.</param>
/// <param name="Titles">Words on a button that offers it, by language; null for its first phrase.</param>
public sealed record IntentDefinition(
    IReadOnlyList<string> Phrases,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? PhrasesIn = null,
    IReadOnlyDictionary<string, string>? Titles = null
)
{
    /// <summary>Phrases in all languages.</summary>
    public int Count => Phrases.Count + (PhrasesIn?.Values.Sum(p => p.Count) ?? 0);
}

/// <summary>A kind of value that is found in what a visitor writes.</summary>
/// <param name="Kind">
/// <c>pattern</c> (regular expression), <c>list</c>, or a built-in kind such as <c>date</c>: see
/// <see cref="Understanding.Entities.EntityKinds.All"/>.
/// </param>
/// <param name="Pattern">The expression, for <c>pattern</c>.</param>
/// <param name="Values">Synonyms by value, for <c>list</c>.</param>
/// <param name="Roles">Parts that its values may play, by name; each may be asked for as an entity is. Null for none.</param>
public sealed record EntityDefinition(
    string Kind,
    string? Pattern = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Values = null,
    IReadOnlyDictionary<string, RoleDefinition>? Roles = null
);

/// <summary>A part that a value plays by the words around it: "from Berlin" is where a journey begins.</summary>
/// <param name="Before">Words or phrases right before the value.</param>
/// <param name="After">Words or phrases right behind it.</param>
public sealed record RoleDefinition(IReadOnlyList<string> Before, IReadOnlyList<string> After);

/// <summary>What answers when no intent and no waiting run takes a message, or when a run fails unhandled.</summary>
/// <param name="Flow">Id of a flow of the bot.</param>
public sealed record FallbackDefinition(string Flow);

/// <summary>A whole bot: the unit of export, import, publishing and git.</summary>
/// <param name="Bot">The bot itself.</param>
/// <param name="Flows">Flows by id, in document order.</param>
/// <param name="Tests">Test documents by id, kept as written.</param>
public sealed record BotBundle(
    BotDefinition Bot,
    IReadOnlyDictionary<string, FlowDefinition> Flows,
    IReadOnlyDictionary<string, JsonElement> Tests
);
