namespace FlowEngine.Definition;

/// <summary>Another system that is asked what a visitor wants when the bot itself is not sure.</summary>
/// <param name="Connection">Connection of the bot, to a system that speaks HTTP.</param>
/// <param name="Path">Path below its address, without a query; empty for the address itself.</param>
/// <param name="Kind">How it is asked.</param>
/// <param name="Model">Model that answers, for <see cref="SecondOpinionKind.Chat"/>; null for none.</param>
/// <param name="TimeoutSeconds">Longest that a visitor waits for it. Unit: seconds, 0.2 to 10.</param>
public sealed record SecondOpinionSettings(
    string Connection,
    string Path = "",
    SecondOpinionKind Kind = SecondOpinionKind.Http,
    string? Model = null,
    double TimeoutSeconds = 2
)
{
    /// <summary>Least that <see cref="TimeoutSeconds"/> may be.</summary>
    public const double LeastSeconds = 0.2;

    /// <summary>Most that <see cref="TimeoutSeconds"/> may be.</summary>
    public const double MostSeconds = 10;
}

/// <summary>How a second opinion is asked for.</summary>
public enum SecondOpinionKind
{
    /// <summary>
    /// <c>POST { "text", "language", "intents": [{ "name", "phrases" }], "candidates": [{ "intent", "score" }] }</c>, answered by
    /// <c>{ "intent": "orderStatus", "score": 0.9 }</c> or <c>null</c>.
    /// </summary>
    Http,

    /// <summary>A chat completion as OpenAI and many others offer it.</summary>
    Chat,
}
