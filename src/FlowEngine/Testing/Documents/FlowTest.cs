using System.Text.Json;

namespace FlowEngine.Testing.Documents;

/// <summary>A test as its author wrote it: the content of a <c>*.test.json</c> file. Immutable.</summary>
/// <param name="Name">What the test shows, for people; null for its id.</param>
/// <param name="Now">Where the clock stands when the test begins. UTC.</param>
/// <param name="Seed">Seed of random numbers.</param>
/// <param name="Language">BCP 47 tag of the visitor's language; null for the first of the bot.</param>
/// <param name="Channel">Key of the channel.</param>
/// <param name="ContactId">Who talks.</param>
/// <param name="ContactName">Name of who talks; null when unknown.</param>
/// <param name="Environment">Values of <c>env</c>; undefined for none.</param>
/// <param name="Opens">True when the test begins by opening the chat.</param>
/// <param name="Mocks">Answers of other systems; the first that fits answers.</param>
/// <param name="Steps">What happens and what is expected, in order.</param>
/// <param name="Utterances">What visitors wrote, with what must be understood; looked at before the first step.</param>
internal sealed record FlowTest(
    string? Name,
    DateTimeOffset Now,
    int Seed,
    string? Language,
    string Channel,
    string ContactId,
    string? ContactName,
    JsonElement Environment,
    bool Opens,
    IReadOnlyList<Mock> Mocks,
    IReadOnlyList<TestStep> Steps,
    IReadOnlyList<Utterance> Utterances
)
{
    /// <summary>Clock of a test that does not say: a Monday morning.</summary>
    public static readonly DateTimeOffset DefaultNow = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
}

/// <summary>What a visitor wrote.</summary>
/// <param name="Pointer">JSON pointer in the document.</param>
/// <param name="Text">The message.</param>
/// <param name="Intent">Id of the intent that must be understood; null when none may be.</param>
internal sealed record Utterance(string Pointer, string Text, string? Intent);

/// <summary>One step of a test. A closed set.</summary>
/// <param name="Pointer">JSON pointer of the step in its document.</param>
internal abstract record TestStep(string Pointer)
{
    /// <summary>The visitor writes.</summary>
    internal sealed record Says(string Pointer, string Text) : TestStep(Pointer);

    /// <summary>The visitor presses a button, named by its title.</summary>
    internal sealed record Presses(string Pointer, string Title) : TestStep(Pointer);

    /// <summary>Time passes; what falls due happens.</summary>
    internal sealed record Waits(string Pointer, TimeSpan Time) : TestStep(Pointer);

    /// <summary>An agent gives the conversation back to the bot.</summary>
    internal sealed record Returns(string Pointer) : TestStep(Pointer);

    /// <summary>Something happens that the run waits for, or that starts a flow.</summary>
    internal sealed record Event(string Pointer, string Name, string? Correlation, JsonElement Data) : TestStep(Pointer);

    /// <summary>A run starts at a trigger, for example at a schedule or a webhook; data is what expressions read as event.</summary>
    internal sealed record Triggers(string Pointer, string? Flow, string NodeId, JsonElement Data) : TestStep(Pointer);

    /// <summary>The next message of the bot to the visitor; a card is part of some attachment.</summary>
    internal sealed record Message(string Pointer, TextMatch? Text, IReadOnlyList<TextMatch>? Buttons, JsonElement Card) : TestStep(Pointer);

    /// <summary>A note for the agents was left since the latest input.</summary>
    internal sealed record Note(string Pointer, TextMatch Text) : TestStep(Pointer);

    /// <summary>An event was told since the latest input.</summary>
    internal sealed record Emits(string Pointer, string Name, TextMatch? Correlation, JsonElement Data) : TestStep(Pointer);

    /// <summary>The flow has answered the request that started it.</summary>
    internal sealed record Responds(string Pointer, int Status, JsonElement Body) : TestStep(Pointer);

    /// <summary>The bot has nothing more to say for now.</summary>
    internal sealed record NoMore(string Pointer) : TestStep(Pointer);

    /// <summary>A variable, or a part of it, has a value.</summary>
    internal sealed record Variable(string Pointer, string Path, JsonElement Value) : TestStep(Pointer);

    /// <summary>Requests were sent, or operations executed, since the latest input; at least once unless it says how often.</summary>
    internal sealed record Call(string Pointer, CallPattern Pattern, int? Times) : TestStep(Pointer);

    /// <summary>A node was visited since the latest input.</summary>
    internal sealed record Node(string Pointer, string? Flow, string Id, string? Port, int? Times) : TestStep(Pointer);

    /// <summary>The conversation was handed over, or was not.</summary>
    internal sealed record Handoff(string Pointer, bool Expected, TextMatch? Reason) : TestStep(Pointer);

    /// <summary>The run has ended, or has not; with an error where one is named.</summary>
    internal sealed record End(string Pointer, bool Expected, string? Error) : TestStep(Pointer);
}

/// <summary>Which calls are meant.</summary>
/// <param name="Operation">Node type, such as <c>woocommerce.getOrder</c>; null when the request is described.</param>
/// <param name="Request">The request; null when the operation is named.</param>
internal sealed record CallPattern(string? Operation, RequestPattern? Request);

/// <summary>A description of requests.</summary>
/// <param name="Connection">Name of the connection; null for any.</param>
/// <param name="Method">HTTP method; null for any.</param>
/// <param name="Path">Path below the connection's address, <c>*</c> for any characters; null for any.</param>
/// <param name="Query">Parameters that must be there, by name.</param>
/// <param name="Body">What the body must contain; undefined for anything.</param>
internal sealed record RequestPattern(
    string? Connection,
    string? Method,
    string? Path,
    IReadOnlyDictionary<string, TextMatch> Query,
    JsonElement Body
);

/// <summary>An answer of another system.</summary>
/// <param name="Pointer">JSON pointer of the mock.</param>
/// <param name="Request">The requests that it answers.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Times">How often it answers; null for always.</param>
internal sealed record Mock(string Pointer, RequestPattern Request, MockReply Reply, int? Times);

/// <summary>What another system answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">Text, or any other JSON value sent as JSON; undefined for no body.</param>
/// <param name="Delay">How long the answer takes in the test's time.</param>
/// <param name="Fails">Why there is no answer; null when there is one.</param>
internal sealed record MockReply(
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    JsonElement Body,
    TimeSpan Delay,
    MockFailure? Fails
);

/// <summary>Why another system does not answer.</summary>
internal enum MockFailure
{
    /// <summary>Nothing listens there.</summary>
    Unreachable,

    /// <summary>The line breaks before the answer is complete.</summary>
    Interrupted,

    /// <summary>It takes longer than the caller waits.</summary>
    Timeout,
}
