namespace FlowEngine.Nodes.Handoff;

/// <summary>Settings of the handoff node, every template filled in.</summary>
/// <param name="Reason">Why, for the agent.</param>
/// <param name="Text">What the visitor reads; nothing is said when null or blank.</param>
/// <param name="Queue">Team or skill that is wanted; null or blank for any agent.</param>
/// <param name="Summary">What has happened so far, for the agent; null for nothing.</param>
/// <param name="Variables">Names of variables whose values the agent reads; null for none.</param>
/// <param name="Translations">What the visitor reads in the bot's other languages, by language; null for none.</param>
public sealed record HandoffConfig(
    string Reason,
    string? Text = null,
    string? Queue = null,
    string? Summary = null,
    IReadOnlyList<string>? Variables = null,
    IReadOnlyList<HandoffTranslation>? Translations = null
);

/// <summary>What the visitor reads in one more language.</summary>
/// <param name="Language">BCP 47 tag, for example <c>de</c>.</param>
/// <param name="Text">The message.</param>
public sealed record HandoffTranslation(string Language, string Text) : Conversing.ITranslation;
