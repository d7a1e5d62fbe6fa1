namespace FlowEngine.Nodes.Ask;

/// <summary>Settings of the ask node, every template filled in.</summary>
/// <param name="Text">The question.</param>
/// <param name="Entity">
/// What fits as an answer: <c>text</c>, <c>number</c>, <c>email</c>, <c>date</c>, <c>choice</c> or an entity of the bot.
/// </param>
/// <param name="Choices">The answers to choose from, shown as buttons; for <c>choice</c> only.</param>
/// <param name="SaveTo">Variable that receives the answer; null for none.</param>
/// <param name="Reprompt">Said when an answer does not fit; null repeats the question with an apology.</param>
/// <param name="MaxVisits">How often the question is asked in a run, repeats counted, before it gives up. 1 to 20.</param>
/// <param name="TakeFromMessage">
/// True to take the answer, without asking, from the message that started the run; for pattern and list entities.
/// </param>
public sealed record AskConfig(
    string Text,
    string Entity = "text",
    IReadOnlyList<string>? Choices = null,
    string? SaveTo = null,
    string? Reprompt = null,
    int MaxVisits = 3,
    bool TakeFromMessage = true
);
