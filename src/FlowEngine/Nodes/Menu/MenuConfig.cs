using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Menu;

/// <summary>Settings of the menu node, every template filled in.</summary>
/// <param name="Text">What the visitor reads above the choices.</param>
/// <param name="Choices">The choices, 1 to <see cref="MenuNode.MaximumChoices"/>.</param>
/// <param name="SaveTo">Variable that receives the port of the choice; null for none.</param>
/// <param name="Reprompt">Said when an answer fits no choice; null repeats the text with an apology.</param>
/// <param name="Reprompts">Said the second, the third time and so on; null for the first again.</param>
/// <param name="MaxVisits">How often the menu is shown in a run, repeats counted, before it gives up. 1 to 20.</param>
/// <param name="AcceptOther">True to leave by <c>other</c> at once when an answer fits no choice.</param>
/// <param name="Translations">The words in the bot's other languages; null for none.</param>
public sealed record MenuConfig(
    string Text,
    IReadOnlyList<MenuChoice> Choices,
    string? SaveTo = null,
    string? Reprompt = null,
    IReadOnlyList<string>? Reprompts = null,
    int MaxVisits = 3,
    bool AcceptOther = false,
    IReadOnlyList<MenuTranslation>? Translations = null
);

/// <summary>One choice of a menu.</summary>
/// <param name="Port">Name of its port, matching <c>[a-z][A-Za-z0-9]*</c>.</param>
/// <param name="Title">Word on the button.</param>
/// <param name="Synonyms">What else means it; null for nothing.</param>
public sealed record MenuChoice(string Port, string Title, IReadOnlyList<string>? Synonyms = null)
{
    /// <summary>The result of taking this choice, made once.</summary>
    internal NodeResult Taken { get; } = new NodeResult.Completed(Port, JsonValues.Of(Port));
}

/// <summary>A menu in one more language.</summary>
/// <param name="Language">BCP 47 tag, for example <c>de</c>.</param>
/// <param name="Text">What the visitor reads; null for that of the first language.</param>
/// <param name="Titles">Words on the buttons, in the order of the choices.</param>
/// <param name="Reprompts">Said when an answer fits no choice, the first, second, third time and so on.</param>
public sealed record MenuTranslation(
    string Language,
    string? Text = null,
    IReadOnlyList<string>? Titles = null,
    IReadOnlyList<string>? Reprompts = null
) : ITranslation;
