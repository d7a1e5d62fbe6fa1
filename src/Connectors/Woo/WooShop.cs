using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace Connectors.Woo;

/// <summary>
/// The REST API v3 of a shop (https://woocommerce.github.io/woocommerce-rest-api-docs/): sends, and reads answers and
/// errors. Retries nothing; thread-safe.
/// </summary>
internal sealed partial class WooShop(TimeProvider time, ILogger<WooShop> logger)
{
    /// <summary>A page of a hundred orders of a real shop is about half a megabyte.</summary>
    private static readonly CallLimits Limits = new(TimeSpan.FromSeconds(30), 4 * 1024 * 1024);

    /// <summary>Reads one order or product.</summary>
    /// <param name="connection">The shop.</param>
    /// <param name="path">Path below the API, for example <c>orders/1001</c>; made of digits and our own words only.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>A JSON object, or why there is none.</returns>
    public Task<WooAnswer> GetAsync(IConnection connection, string path, CancellationToken cancellationToken) =>
        SendAsync(connection, new HttpRequestMessage(HttpMethod.Get, path), JsonValueKind.Object, cancellationToken);

    /// <summary>Reads one page of a list.</summary>
    /// <param name="connection">The shop.</param>
    /// <param name="path">Path below the API, for example <c>products</c>.</param>
    /// <param name="query">Parameters; escaped here.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>A JSON array, or why there is none.</returns>
    public Task<WooAnswer> ListAsync(
        IConnection connection,
        string path,
        IEnumerable<KeyValuePair<string, string>> query,
        CancellationToken cancellationToken
    )
    {
        var parameters = query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}");
        var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{string.Join('&', parameters)}");
        return SendAsync(connection, request, JsonValueKind.Array, cancellationToken);
    }

    /// <summary>Changes one order. Setting a status or a note twice is the same as once.</summary>
    /// <param name="connection">The shop.</param>
    /// <param name="path">Path below the API.</param>
    /// <param name="body">JSON object of the changes.</param>
    /// <param name="effectKey">Key of the effect.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The order as it is now, or why there is none.</returns>
    public Task<WooAnswer> PutAsync(
        IConnection connection,
        string path,
        string body,
        string effectKey,
        CancellationToken cancellationToken
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        ConnectionCall.AddIdempotencyKey(request.Headers, effectKey);
        return SendAsync(connection, request, JsonValueKind.Object, cancellationToken);
    }

    private async Task<WooAnswer> SendAsync(
        IConnection connection,
        HttpRequestMessage request,
        JsonValueKind expected,
        CancellationToken cancellationToken
    )
    {
        using (request)
        {
            request.Headers.Accept.ParseAdd("application/json");
            var exchange = await ConnectionCall
                .SendAsync(connection, request, Limits, time, cancellationToken)
                .ConfigureAwait(false);
            var answer = exchange is Exchange.Answered answered
                ? WooAnswers.Read(answered.Answer, expected, time)
                : new WooAnswer.Failed(WooErrors.From((Exchange.Unanswered)exchange));
            if (answer is WooAnswer.Failed { Error.Code: var code })
            {
                LogFailed(code, connection.Name, connection.Http.BaseAddress?.Host ?? "?");
            }

            return answer;
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Shop call failed with {Code} over connection {Connection} to {Host}.")]
    private partial void LogFailed(string code, string connection, string host);
}
