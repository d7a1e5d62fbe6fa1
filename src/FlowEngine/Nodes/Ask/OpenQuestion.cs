using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

/// <summary>A question in the language of the conversation.</summary>
internal sealed class OpenQuestion
{
    /// <summary>Name of the answer among the inputs of a card.</summary>
    public required string Name { get; init; }

    public required string Entity { get; init; }

    /// <summary>The choices as their author wrote them: one of these is the answer.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The choices as the visitor sees them.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Every name of each choice.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ChoiceNames { get; init; } = [];

    public FieldValue? Valid { get; init; }

    public string? Invalid { get; init; }

    public bool Skippable { get; init; }

    public required Phrases Phrases { get; init; }

    /// <summary>The question of a single ask.</summary>
    public static OpenQuestion Of(AskConfig config, AskTranslation? translation, NodeContext context)
    {
        var choices = config.Choices ?? [];
        var titles = Longest(translation?.Choices, choices);
        return new OpenQuestion
        {
            Name = string.IsNullOrEmpty(config.SaveTo) ? context.NodeId : config.SaveTo,
            Entity = config.Entity,
            Choices = choices,
            Titles = titles,
            ChoiceNames = NamesOf(choices, titles, config.Synonyms),
            Valid = config.Valid,
            Invalid = translation?.Invalid ?? config.Invalid,
            Skippable = config.Skippable,
            Phrases = Phrases.Of(context.Conversation.Language),
        };
    }

    /// <summary>The question of a slot.</summary>
    public static OpenQuestion Of(AskSlot slot, NodeContext context)
    {
        var choices = slot.Choices ?? [];
        return new OpenQuestion
        {
            Name = slot.Name,
            Entity = slot.Entity,
            Choices = choices,
            Titles = choices,
            ChoiceNames = NamesOf(choices, choices, null),
            Valid = slot.Valid,
            Invalid = slot.Invalid,
            Skippable = !slot.Required,
            Phrases = Phrases.Of(context.Conversation.Language),
        };
    }

    /// <summary>What is shown under the question; null for nothing.</summary>
    public IReadOnlyList<MessageButton>? Buttons
    {
        get
        {
            IEnumerable<string> words =
                Entity == AnswerReader.Confirm && Titles.Count == 0 ? [Phrases.Words.YesButton, Phrases.Words.NoButton] : Titles;
            return MessageButtons.Of([.. words, .. Skippable ? [Phrases.Words.SkipButton] : Array.Empty<string>()]);
        }
    }

    /// <summary>Tells whether a button was pressed rather than something typed.</summary>
    public bool IsPressed(TurnInput.Message message, string said) =>
        message.Value.ValueKind != JsonValueKind.Undefined
        || Titles.Any(t => string.Equals(t, said, StringComparison.Ordinal));

    /// <summary>A translation that leaves out the end keeps the words of the first language there.</summary>
    private static IReadOnlyList<string> Longest(IReadOnlyList<string>? translated, IReadOnlyList<string> own) =>
        translated is null ? own : [.. own.Select((word, i) => i < translated.Count && translated[i].Length > 0 ? translated[i] : word)];

    private static List<IReadOnlyList<string>> NamesOf(
        IReadOnlyList<string> choices,
        IReadOnlyList<string> titles,
        IReadOnlyDictionary<string, string>? synonyms
    ) =>
        [
            .. choices.Select(
                (choice, i) =>
                    (IReadOnlyList<string>)
                        [
                            choice,
                            titles[i],
                            .. synonyms?.GetValueOrDefault(choice)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                        ]
            ),
        ];
}
