using FlowEngine.Definition;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowRuntime.Gateway.Management;

/// <summary>Answers a request whose body is not a bundle.</summary>
internal static class BundleBody
{
    /// <summary>Adds the problem of a bundle that belongs under another address.</summary>
    public static IReadOnlyList<Problem> ProblemsAt(string botId, ReadResult<BotBundle> read) =>
        read.Value is { } bundle && bundle.Bot.Id != botId
            ?
            [
                .. read.Problems,
                new Problem("bot.id", ProblemSeverity.Error, "/bot/id", $"Write the id of the address here: {botId}."),
            ]
            : read.Problems;

    /// <summary>The refusal: 413 for the size, 400 for what is not JSON, 422 for JSON that is not a bundle.</summary>
    public static ProblemHttpResult Refuse(IReadOnlyList<Problem> problems)
    {
        var first = problems[0];
        return first.Code switch
        {
            "json.size" => ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, first.Code, first.Message),
            "json.syntax" or "json.encoding" => ApiProblem.Of(
                StatusCodes.Status400BadRequest,
                first.Code,
                first.Message,
                problems
            ),
            _ => ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity,
                "bundle.invalid",
                "The bundle cannot be read. Nothing was saved.",
                problems
            ),
        };
    }
}
