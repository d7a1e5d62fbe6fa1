using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>
/// Calls of HubSpot's CRM API (https://developers.hubspot.com/docs/api-reference/overview): sends, and reads answers and
/// errors. Retries nothing.
/// </summary>
internal static class HubSpotApi
{
    /// <summary>Port for what was asked for.</summary>
    public const string Success = "success";

    /// <summary>Port for what HubSpot does not have.</summary>
    public const string NotFound = "notFound";

    /// <summary>Port for a value that another record has.</summary>
    public const string Conflict = "conflict";

    /// <summary>A page of 200 records with some dozen properties is below one megabyte.</summary>
    private static readonly CallLimits Limits = new(TimeSpan.FromSeconds(30), 4 * 1024 * 1024);

    /// <summary>Reads.</summary>
    public static Task<HubSpotAnswer> GetAsync(OperationCall call, string path, CancellationToken cancellationToken, CachePolicy? cache = null) =>
        SendAsync(call, HttpMethod.Get, path, null, cancellationToken, cache);

    /// <summary>Makes one request and sorts the answer.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Path below the address, escaped.</param>
    /// <param name="body">JSON to send; null for none.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <param name="cache">How long the answer may be used again, where the operation as a whole is not cached; null for not at all.</param>
    /// <returns>What came of it.</returns>
    public static async Task<HubSpotAnswer> SendAsync(
        OperationCall call,
        HttpMethod method,
        string path,
        JsonObject? body,
        CancellationToken cancellationToken,
        CachePolicy? cache = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("application/json");
        if (cache is not null)
        {
            request.Options.Set(CallOptions.Cache, cache);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        var repeatable = call.Operation.Effect != EffectKind.Write || call.Operation.Idempotent;
        var exchange = await call.SendAsync(request, Limits, cancellationToken).ConfigureAwait(false);
        return exchange is Exchange.Answered { Answer: var answer }
            ? Read(answer, repeatable, call.Time)
            : new HubSpotAnswer.Failed(HubSpotErrors.From((Exchange.Unanswered)exchange, repeatable));
    }

    /// <summary>Leaves the node with what HubSpot answered.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="call">The operation's attempt; an answer for which it has no port is a failure.</param>
    /// <returns>The way out.</returns>
    public static NodeResult Leave(HubSpotAnswer answer, OperationCall call) =>
        answer switch
        {
            HubSpotAnswer.Done done => new NodeResult.Completed(Success, done.Value),
            HubSpotAnswer.Missing when HasPort(call, NotFound) => new NodeResult.Completed(NotFound),
            HubSpotAnswer.Missing => Fail(HubSpotErrors.NotFound, "HubSpot has no such record."),
            HubSpotAnswer.Conflict conflict when HasPort(call, Conflict) => new NodeResult.Completed(Conflict, Describe(conflict)),
            HubSpotAnswer.Conflict conflict => Fail(HubSpotErrors.Conflict, $"The change clashes with another record. HubSpot says: {conflict.Message}"),
            HubSpotAnswer.Failed failed => new NodeResult.Failed(failed.Error),
            _ => throw new ArgumentException("The answers are a closed set.", nameof(answer)),
        };

    /// <summary>Leaves with a list; an empty one was not found.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The way out.</returns>
    public static NodeResult Many(IReadOnlyList<JsonElement> items) =>
        items.Count == 0
            ? new NodeResult.Completed(NotFound)
            : new NodeResult.Completed(Success, JsonSerializer.SerializeToElement(items));

    /// <summary>A failure of the operation itself.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="message">Sentence with advice.</param>
    /// <returns>The way out.</returns>
    public static NodeResult.Failed Fail(string code, string message) => new(new NodeError(code, message, Retryable: false));

    private static HubSpotAnswer Read(Answer answer, bool repeatable, TimeProvider time)
    {
        var isJson = answer.TryReadJson(out var json);
        if (answer.IsSuccess)
        {
            return answer.Status == 204 ? new HubSpotAnswer.Done(default)
                : isJson && json.ValueKind is JsonValueKind.Object ? new HubSpotAnswer.Done(json)
                : new HubSpotAnswer.Failed(HubSpotErrors.Unreadable(answer));
        }

        var error = isJson ? HubSpotError.Read(json) : null;
        return (answer.Status, error) switch
        {
            // A 404 without HubSpot's own words comes from something that stands before it.
            (404, { Category: "OBJECT_NOT_FOUND" }) => new HubSpotAnswer.Missing(),
            (409, not null) => new HubSpotAnswer.Conflict(ExistingId(error.Message), error.Message),
            _ => new HubSpotAnswer.Failed(HubSpotErrors.From(answer, error, repeatable, time)),
        };
    }

    /// <summary>Reads the id out of "Contact already exists. Existing ID: 51", which is the only place where HubSpot tells it.</summary>
    private static string? ExistingId(string message)
    {
        const string Mark = "Existing ID: ";
        var at = message.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        var id = at < 0 ? "" : string.Concat(message.Skip(at + Mark.Length).TakeWhile(char.IsAsciiDigit));
        return id.Length > 0 ? id : null;
    }

    private static JsonElement Describe(HubSpotAnswer.Conflict conflict) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["existingId"] = conflict.ExistingId, ["message"] = conflict.Message });

    private static bool HasPort(OperationCall call, string port) => call.Operation.Outputs.Any(o => o.Name == port);
}
