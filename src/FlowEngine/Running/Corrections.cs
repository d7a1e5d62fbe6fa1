using System.Collections.Frozen;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Nodes.Ask;
using FlowEngine.Nodes.Menu;

namespace FlowEngine.Running;

/// <summary>Answers that are taken back at the next question: "no, I meant 3".</summary>
internal static class Corrections
{
    private const int LongestAnswer = 200;

    /// <summary>What may stand between two questions and be done once more: it changes nothing outside of the run.</summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        "ask",
        "menu",
        "say",
        "set",
        "branch",
        "switch",
        "split",
        "map",
        "filter",
        "sort",
        "aggregate",
        "merge",
        "script",
        "validate",
        "log",
        "assert"
    );

    public static bool IsHarmless(NodeProgram node) => !node.IsCall && Harmless.Contains(node.Type);

    public static AnsweredQuestion Remember(string nodeId, JsonElement state, JsonElement answer) =>
        new(nodeId, state, JsonValues.SizeOf(answer) <= LongestAnswer ? answer : default);

    /// <summary>The way back to the question before, when the latest message says that another answer to it is meant and that one fits.</summary>
    public static NodeResult.Corrected? Find(Turn turn, bool takesText)
    {
        if (
            turn.Frame.Answered is not { } answered
            || turn.Run.Input is not { Value.ValueKind: JsonValueKind.Undefined } input
            || turn.Flow.IndexOf(answered.NodeId) is not (>= 0 and var index)
            || index == turn.Frame.NodeIndex
        )
        {
            return null;
        }

        var phrases = Phrases.Of(turn.Host.Conversation.Language);
        var meant = phrases.Meant(input.Text);
        var contrast = meant is null ? phrases.Contrast(input.Text) : null;
        if (meant is null && contrast is null)
        {
            return null;
        }

        turn.Resolution.Begin(CancellationToken.None);
        var before = new EarlierQuestion(turn, turn.Flow.Nodes[index].Body?.Prepare(turn.Resolution), answered, takesText);
        if (contrast is var (right, wrong))
        {
            meant = before.Read(wrong) is { ValueKind: not JsonValueKind.Undefined } read && JsonElement.DeepEquals(read, answered.Value) ? right : null;
        }

        return meant is not null && before.Takes(meant) ? new NodeResult.Corrected(index, meant) : null;
    }

    /// <summary>The question before, read from the next one.</summary>
    private readonly struct EarlierQuestion(Turn turn, object? config, AnsweredQuestion answered, bool takesText)
    {
        /// <summary>Tells whether a text would answer it. Where both take any text, nobody can tell which one is meant.</summary>
        public bool Takes(string text) =>
            config switch
            {
                AskConfig { Slots.Count: > 0 } form => AskForm.Finds(form, answered.State, text, turn),
                AskConfig { Entity: AnswerReader.Text } => !takesText,
                _ => Read(text).ValueKind != JsonValueKind.Undefined,
            };

        public JsonElement Read(string text) =>
            config switch
            {
                AskConfig { Slots: null or { Count: 0 } } ask => AskExecutor.Read(ask, text, turn),
                MenuConfig menu => MenuExecutor.Find(menu, text, turn) is { } choice ? JsonValues.Of(choice.Port) : default,
                _ => default,
            };
    }
}
