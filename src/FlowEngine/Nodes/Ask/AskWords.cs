using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

/// <summary>The words of an ask in the language of the conversation.</summary>
internal static partial class AskWords
{
    public static IEnumerable<string?> LadderOf(AskConfig config, NodeContext context) =>
        Translations.Find(config.Translations, context.Conversation.Language)?.Reprompts is { Count: > 0 } translated
            ? translated
            : (config.Reprompts ?? []).Prepend(config.Reprompt);

    /// <summary>What the visitor calls a slot: <c>arrivalDate</c> is "arrival date" where its author gave no name.</summary>
    public static string LabelOf(AskConfig config, AskTranslation? translation, int slot)
    {
        var own = config.Slots![slot]; // only asked for slots of a form
        return translation?.Labels is { } labels && slot < labels.Count && labels[slot].Length > 0 ? labels[slot]
            : string.IsNullOrWhiteSpace(own.Label) ? WordStart().Replace(own.Name, m => $" {char.ToLowerInvariant(m.Value[0])}")
            : own.Label;
    }

    /// <summary>An answer as it is said back.</summary>
    public static string ToText(JsonElement answer, Phrases phrases) =>
        answer.ValueKind switch
        {
            JsonValueKind.True => phrases.Words.YesButton,
            JsonValueKind.False => phrases.Words.NoButton,
            JsonValueKind.Object when answer.TryGetProperty("url", out var url) => FieldConversion.ToText(answer.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name : url),
            JsonValueKind.Object => string.Join(' ', answer.EnumerateObject().Select(m => m.Name == "to" ? $"– {FieldConversion.ToText(m.Value)}" : FieldConversion.ToText(m.Value))),
            _ => FieldConversion.ToText(answer),
        };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex WordStart();
}
