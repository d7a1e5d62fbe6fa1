using System.Text;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Handoff;

internal sealed class HandoffExecutor : INodeExecutor<HandoffConfig>
{
    private const int LongestValue = 500;
    private const int LongestNote = 4_000;

    private static readonly NodeResult Ended = new NodeResult.Ended("handoff");

    public ValueTask<NodeResult> ExecuteAsync(
        HandoffConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        var text = Translations.Find(config.Translations, context.Conversation.Language)?.Text ?? config.Text;
        if (!string.IsNullOrWhiteSpace(text))
        {
            context.Say(new OutgoingMessage(text));
        }

        if (NoteOf(config, context) is { Length: > 0 } note)
        {
            context.Say(new OutgoingMessage(note, Audience: MessageAudience.Agents));
        }

        // A template may come out empty; the visitor needs the agent all the same.
        context.HandOff(
            string.IsNullOrWhiteSpace(config.Reason) ? "The flow gave no reason." : config.Reason,
            string.IsNullOrWhiteSpace(config.Queue) ? null : config.Queue.Trim()
        );
        return new(Ended);
    }

    /// <summary>The summary, then the values, a line each; a long one is cut.</summary>
    private static string NoteOf(HandoffConfig config, NodeContext context)
    {
        var note = new StringBuilder(config.Summary?.Trim());
        foreach (var name in config.Variables ?? [])
        {
            var value = context.Scope.TryGetMember("vars", name.Trim(), out var found) ? FieldConversion.ToText(found) : "";
            note.Append(note.Length > 0 ? "\n" : "").Append(name.Trim()).Append(": ").Append(Cut(value.Length == 0 ? "–" : value, LongestValue));
        }

        return Cut(note.ToString(), LongestNote);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";
}
