using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Acme.Loyalty;

/// <summary>The loyalty programme of Acme over its REST API.</summary>
public static class LoyaltyConnector
{
    /// <summary>Permanent key: node types begin with it.</summary>
    public const string Key = "acmeLoyalty";

    /// <summary>Name shown to people.</summary>
    internal const string Title = "Acme Loyalty";

    /// <summary>What the connector is.</summary>
    public static ConnectorDefinition Definition { get; } =
        new(
            Key,
            Title,
            "The loyalty programme of Acme: members and their points.",
            "shop",
            [
                new FieldDefinition(
                    "url",
                    "Address",
                    "Address of the programme, for example https://loyalty.acme.example.",
                    FieldKind.Text,
                    Required: true
                ),
            ],
            [CredentialKinds.Bearer],
            settings => BaseAddresses.From(settings, "url", "api/"),
            ProbeAsync
        )
        {
            Operations = [FindMembers.First, FindMembers.Operation, AddPoints.Operation],
            Triggers =
            [
                new ConnectorTrigger(
                    "pointsChanged",
                    "Points changed",
                    "Comes when somebody gains or spends points.",
                    "standard",
                    JsonSerializer.Deserialize<JsonElement>(
                        """
                        {
                          "type": "object",
                          "required": ["member", "points"],
                          "properties": { "member": { "type": "string" }, "points": { "type": "integer" } }
                        }
                        """
                    )
                ),
            ],
            RateLimit = new RateLimit(Permits: 20, Per: TimeSpan.FromSeconds(1), Concurrency: 4),
        };

    /// <summary>Asks who we are: shows address, TLS and token at once, and changes nothing.</summary>
    private static async Task<ProbeResult> ProbeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("me", UriKind.Relative));
        var limits = new CallLimits(TimeSpan.FromSeconds(15), MaxBytes: 64 * 1024);
        var exchange = await ConnectionCall
            .SendAsync(connection, request, limits, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        return exchange switch
        {
            Exchange.Unanswered none => new ProbeResult(false, none.Message),
            Exchange.Answered { Answer.Status: 401 or 403 } => new ProbeResult(
                false,
                "The programme answers, but refuses the token. Make a new one in Acme under Settings, API, and enter it here."
            ),
            Exchange.Answered { Answer: { IsSuccess: true, LooksLikeHtml: false } } => new ProbeResult(true, "The programme answers and takes the token."),
            Exchange.Answered answered => new ProbeResult(
                false,
                $"Something answers at this address, but not as the programme does (status {answered.Answer.Status}). Check the address."
            ),
            _ => throw new InvalidOperationException("An exchange is answered or unanswered."),
        };
    }
}
