using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;

namespace Connectors.Woo;

/// <summary>Tests a shop by asking for one order number: shows address, TLS, key and API at once, and changes nothing.</summary>
internal static class WooProbe
{
    private static readonly CallLimits Limits = new(TimeSpan.FromSeconds(15), 256 * 1024);

    /// <summary>Runs the test.</summary>
    /// <param name="connection">The shop.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    public static async Task<ProbeResult> RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders?per_page=1&_fields=id");
        var exchange = await ConnectionCall
            .SendAsync(connection, request, Limits, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        if (exchange is not Exchange.Answered { Answer: var answer })
        {
            return new ProbeResult(false, ((Exchange.Unanswered)exchange).Message);
        }

        return WooAnswers.Read(answer, JsonValueKind.Array, repeatable: true, TimeProvider.System) switch
        {
            WooAnswer.Found => new ProbeResult(true, Describe(answer)),
            WooAnswer.Failed failed => new ProbeResult(false, failed.Error.Message),
            _ => new ProbeResult(false, "The shop does not list its orders."),
        };
    }

    private static string Describe(Answer answer) =>
        answer.Headers.TryGetValue("x-wp-total", out var total) && total.All(char.IsAsciiDigit)
            ? $"The shop answers and the key may read its orders ({total} of them)."
            : "The shop answers and the key may read its orders.";
}
