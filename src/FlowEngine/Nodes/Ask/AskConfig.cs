using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;

namespace FlowEngine.Nodes.Ask;

/// <summary>Settings of the ask node, every template filled in.</summary>
/// <param name="Text">The question; for a form, what opens it.</param>
/// <param name="Entity">
/// What fits as an answer: <c>text</c>, <c>choice</c>, <c>confirm</c>, <c>file</c>, a kind of
/// <see cref="Understanding.Entities.EntityKinds.BuiltIn"/>, an entity of the bot or one of its roles.
/// </param>
/// <param name="Choices">Answers shown as buttons; for <c>choice</c> those that fit.</param>
/// <param name="SaveTo">Variable that receives the answer, or all answers of a form; null for none.</param>
/// <param name="Reprompt">Said when an answer does not fit; null repeats the question with an apology.</param>
/// <param name="MaxVisits">
/// How often the question is asked in a run, repeats counted, before it gives up; in a form, how often each. 1 to 20.
/// </param>
/// <param name="TakeFromMessage">
/// True to take the answer, without asking, from the message that started the run; for pattern and list entities, and
/// for every entity of a form.
/// </param>
/// <param name="Reprompts">Said when it does not fit the second, the third time and so on; null for the first again.</param>
/// <param name="Synonyms">Other names of choices: by choice, names with commas between; null for none.</param>
/// <param name="Valid">Condition on the answer, read as <c>answer</c>; null for none.</param>
/// <param name="Invalid">Said when the condition does not hold; null for the same as when it does not fit.</param>
/// <param name="Skippable">True when the visitor may leave the question out.</param>
/// <param name="DefaultAnswer">The answer of a question that was left out; undefined for null.</param>
/// <param name="Cancellable">True when the visitor may end it by saying so.</param>
/// <param name="Slots">Questions of a form; null for a single question.</param>
/// <param name="Confirm">True to show the answers of a form at its end and ask whether they are right.</param>
/// <param name="Summary">What is shown then; null for the answers, a line each.</param>
/// <param name="Translations">The words in the bot's other languages; null for none.</param>
public sealed record AskConfig(
    string Text,
    string Entity = "text",
    IReadOnlyList<string>? Choices = null,
    string? SaveTo = null,
    string? Reprompt = null,
    int MaxVisits = 3,
    bool TakeFromMessage = true,
    IReadOnlyList<string>? Reprompts = null,
    IReadOnlyDictionary<string, string>? Synonyms = null,
    FieldValue? Valid = null,
    string? Invalid = null,
    bool Skippable = false,
    JsonElement DefaultAnswer = default,
    bool Cancellable = false,
    IReadOnlyList<AskSlot>? Slots = null,
    bool Confirm = false,
    FieldValue? Summary = null,
    IReadOnlyList<AskTranslation>? Translations = null
);

/// <summary>One question of a form.</summary>
/// <param name="Name">Name of the answer in the output, matching <c>[a-z][A-Za-z0-9]*</c>.</param>
/// <param name="Question">Asked when the answer is still missing.</param>
/// <param name="Entity">What fits as an answer.</param>
/// <param name="Label">What the visitor calls it; null for its name in words.</param>
/// <param name="Choices">Answers shown as buttons; for <c>choice</c> those that fit.</param>
/// <param name="SaveTo">Variable that receives the answer; null for none.</param>
/// <param name="Required">False when the visitor may leave it out.</param>
/// <param name="Valid">Condition on the answer, read as <c>answer</c>; null for none.</param>
/// <param name="Invalid">Said when the condition does not hold; null for an apology and the question.</param>
public sealed record AskSlot(
    string Name,
    FieldValue Question,
    string Entity = "text",
    string? Label = null,
    IReadOnlyList<string>? Choices = null,
    string? SaveTo = null,
    bool Required = true,
    FieldValue? Valid = null,
    string? Invalid = null
);

/// <summary>What is asked in one more language. Lists follow the order of the first language.</summary>
/// <param name="Language">BCP 47 tag, for example <c>de</c>.</param>
/// <param name="Text">The question; null for that of the first language.</param>
/// <param name="Choices">The choices; what is kept as the answer is that of the first language.</param>
/// <param name="Reprompts">Said when an answer does not fit, the first, second, third time and so on.</param>
/// <param name="Invalid">Said when the condition does not hold.</param>
/// <param name="Questions">Questions of the form.</param>
/// <param name="Labels">What the visitor calls the answers of the form.</param>
public sealed record AskTranslation(
    string Language,
    string? Text = null,
    IReadOnlyList<string>? Choices = null,
    IReadOnlyList<string>? Reprompts = null,
    string? Invalid = null,
    IReadOnlyList<string>? Questions = null,
    IReadOnlyList<string>? Labels = null
) : ITranslation;
