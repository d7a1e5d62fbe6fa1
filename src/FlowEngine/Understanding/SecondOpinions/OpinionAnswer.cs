using System.Text.Json;
using FlowEngine.Connecting.Calling;
using FlowEngine.Definition;

namespace FlowEngine.Understanding.SecondOpinions;

/// <summary>Reads what another system answered; whatever does not fit its contract does not count.</summary>
internal static class OpinionAnswer
{
    public static SecondOpinion Read(Answer answer, BotDefinition bot, SecondOpinionKind kind)
    {
        if (!answer.IsSuccess)
        {
            return new SecondOpinion(Problem: FormattableString.Invariant($"It answered with status {answer.Status}."));
        }

        if (!answer.TryReadJson(out var body))
        {
            return new SecondOpinion(Problem: "Its answer is no JSON.");
        }

        return kind == SecondOpinionKind.Http ? Read(body, bot) : ReadChat(body, bot);
    }

    /// <summary>Reads <c>{ "choices": [{ "message": { "content": "{ \"intent\": … }" } }] }</c>.</summary>
    private static SecondOpinion ReadChat(JsonElement body, BotDefinition bot)
    {
        if (
            body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("choices", out var choices)
            || choices.ValueKind != JsonValueKind.Array
            || choices.GetArrayLength() == 0
            || choices[0] is not { ValueKind: JsonValueKind.Object } choice
            || !choice.TryGetProperty("message", out var message)
            || message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("content", out var content)
            || content.ValueKind != JsonValueKind.String
        )
        {
            return new SecondOpinion(Problem: "Its answer is no chat completion.");
        }

        try
        {
            return Read(JsonElement.Parse(content.GetString() ?? ""), bot);
        }
        catch (JsonException)
        {
            return new SecondOpinion(Problem: "The model did not answer in JSON.");
        }
    }

    private static SecondOpinion Read(JsonElement answer, BotDefinition bot)
    {
        if (answer.ValueKind == JsonValueKind.Null)
        {
            return new SecondOpinion();
        }

        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("intent", out var intent))
        {
            return new SecondOpinion(Problem: "Its answer names no intent.");
        }

        if (intent.ValueKind == JsonValueKind.Null)
        {
            return new SecondOpinion();
        }

        if (intent.ValueKind != JsonValueKind.String || intent.GetString() is not { } id || !bot.Intents.ContainsKey(id))
        {
            return new SecondOpinion(Problem: "It named an intent that the bot does not have.");
        }

        return answer.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number && score.GetDouble() is >= 0 and <= 1 and var sure
            ? new SecondOpinion(id, sure)
            : new SecondOpinion(Problem: "Its answer has no score from 0 to 1.");
    }
}
