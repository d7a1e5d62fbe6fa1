using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;

namespace Connectors.HubSpot;

/// <summary>Tests a connection by asking which account it leads to: shows address, TLS and token at once, and changes nothing.</summary>
internal static class HubSpotProbe
{
    private static readonly CallLimits Limits = new(TimeSpan.FromSeconds(15), 64 * 1024);

    /// <summary>Runs the test.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    public static async Task<ProbeResult> RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var account = await AskAsync(connection, "account-info/v3/details", cancellationToken).ConfigureAwait(false);
        if (account.Failure is { } failure)
        {
            return new ProbeResult(false, failure);
        }

        // The account answers any token; contacts show whether the app got the scope that nearly every flow needs.
        var contacts = await AskAsync(connection, "crm/v3/objects/contacts?limit=1", cancellationToken).ConfigureAwait(false);
        var portal = account.Json.TryGetProperty("portalId", out var id) ? $"account {id.GetRawText()}" : "the account";
        return contacts.Failure is null
            ? new ProbeResult(true, $"HubSpot answers for {portal}, and the token may read its contacts.")
            : new ProbeResult(false, $"HubSpot answers for {portal}, but contacts cannot be read: {contacts.Failure}");
    }

    private static async Task<(JsonElement Json, string? Failure)> AskAsync(IConnection connection, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var exchange = await ConnectionCall
            .SendAsync(connection, request, Limits, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        if (exchange is not Exchange.Answered { Answer: var answer })
        {
            return (default, ((Exchange.Unanswered)exchange).Message);
        }

        var isJson = answer.TryReadJson(out var json);
        return !answer.IsSuccess ? (default, HubSpotErrors.From(answer, isJson ? HubSpotError.Read(json) : null, repeatable: true, TimeProvider.System).Message)
            : isJson && json.ValueKind is JsonValueKind.Object ? (json, null)
            : (default, HubSpotErrors.Unreadable(answer).Message);
    }
}
