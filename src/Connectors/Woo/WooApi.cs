using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>
/// Calls of a shop's REST API v3 (https://woocommerce.github.io/woocommerce-rest-api-docs/): sends, and reads answers and
/// errors. Retries nothing.
/// </summary>
internal static class WooApi
{
    /// <summary>Port for what was asked for.</summary>
    public const string Success = "success";

    /// <summary>Port for what the shop does not have.</summary>
    public const string NotFound = "notFound";

    /// <summary>Port for a value that something else has.</summary>
    public const string Conflict = "conflict";

    /// <summary>A page of a hundred orders of a real shop is about half a megabyte.</summary>
    private static readonly CallLimits Limits = new(TimeSpan.FromSeconds(30), 4 * 1024 * 1024);

    /// <summary>The shop does not have it.</summary>
    public static NodeResult Missing { get; } = new NodeResult.Completed(NotFound);

    /// <summary>Reads one item.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="path">Path below the API, for example <c>orders/1001</c>; made of digits and our own words only.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>A JSON object, or why there is none.</returns>
    public static Task<WooAnswer> GetAsync(OperationCall call, string path, CancellationToken cancellationToken) =>
        SendAsync(call, new HttpRequestMessage(HttpMethod.Get, path), JsonValueKind.Object, cancellationToken);

    /// <summary>Reads one page of a list.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="path">Path below the API, for example <c>products</c>.</param>
    /// <param name="query">Parameters; escaped here.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>A JSON array, or why there is none.</returns>
    public static Task<WooAnswer> ListAsync(
        OperationCall call,
        string path,
        IEnumerable<KeyValuePair<string, string>> query,
        CancellationToken cancellationToken
    )
    {
        var parameters = query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}");
        var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{string.Join('&', parameters)}");
        return SendAsync(call, request, JsonValueKind.Array, cancellationToken);
    }

    /// <summary>Creates (POST) or changes (PUT) one item.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="method">POST or PUT.</param>
    /// <param name="path">Path below the API.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The item as it is now, or why there is none.</returns>
    public static Task<WooAnswer> WriteAsync(
        OperationCall call,
        HttpMethod method,
        string path,
        JsonObject body,
        CancellationToken cancellationToken
    )
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        // WooCommerce ignores it, but a proxy before the shop may honour it.
        ConnectionCall.AddIdempotencyKey(request.Headers, call.Context.EffectKey);
        return SendAsync(call, request, JsonValueKind.Object, cancellationToken);
    }

    /// <summary>Leaves the node with what the shop answered.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="call">The operation's attempt; an answer for which it has no port is a failure.</param>
    /// <returns>The way out.</returns>
    public static NodeResult Leave(WooAnswer answer, OperationCall call) =>
        answer switch
        {
            WooAnswer.Found found => new NodeResult.Completed(Success, WooValue.Trim(found.Value)),
            WooAnswer.Missing => Missing,
            WooAnswer.Taken taken when call.Operation.Outputs.Any(o => o.Name == Conflict) => new NodeResult.Completed(
                Conflict,
                JsonSerializer.SerializeToElement(new JsonObject { ["existingId"] = taken.ExistingId, ["message"] = taken.Message })
            ),
            WooAnswer.Taken taken => Fail(WooErrors.Taken, $"Something else has this value already. The shop says: {taken.Message}"),
            WooAnswer.Failed failed => new NodeResult.Failed(failed.Error),
            _ => throw new ArgumentException("The answers are a closed set.", nameof(answer)),
        };

    /// <summary>Leaves with a list; an empty one was not found.</summary>
    /// <param name="items">The items.</param>
    /// <param name="error">Why they could not be read; null when they could.</param>
    /// <returns>The way out.</returns>
    public static NodeResult Many(IReadOnlyList<JsonElement> items, NodeError? error) =>
        error is not null ? new NodeResult.Failed(error)
        : items.Count == 0 ? Missing
        : new NodeResult.Completed(Success, WooValue.Trim(JsonSerializer.SerializeToElement(items)));

    /// <summary>A failure of the operation itself.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="message">Sentence with advice.</param>
    /// <returns>The way out.</returns>
    public static NodeResult.Failed Fail(string code, string message) => new(new NodeError(code, message, Retryable: false));

    private static async Task<WooAnswer> SendAsync(
        OperationCall call,
        HttpRequestMessage request,
        JsonValueKind expected,
        CancellationToken cancellationToken
    )
    {
        using (request)
        {
            request.Headers.Accept.ParseAdd("application/json");
            var repeatable = call.Operation.Effect != EffectKind.Write || call.Operation.Idempotent;
            var exchange = await call.SendAsync(request, Limits, cancellationToken).ConfigureAwait(false);
            return exchange is Exchange.Answered { Answer: var answer }
                ? WooAnswers.Read(answer, expected, repeatable, call.Time)
                : new WooAnswer.Failed(WooErrors.From((Exchange.Unanswered)exchange, repeatable));
        }
    }
}
