using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Connectors.HubSpot;

/// <summary>HubSpot's CRM over its API v3: contacts, companies, deals, notes, associations and search.</summary>
public static class HubSpotConnector
{
    /// <summary>Permanent key of the connector.</summary>
    public const string Key = "hubspot";

    private const string Address = "https://api.hubapi.com/";

    /// <summary>What the connector is.</summary>
    public static ConnectorDefinition Definition { get; } =
        new(
            Key,
            "HubSpot",
            "HubSpot's CRM: contacts, companies, deals, notes, associations and search over its API v3.",
            "crm",
            [
                new FieldDefinition(
                    "url",
                    "API address",
                    "HubSpot's own for every account; another one only for a proxy or a test server.",
                    FieldKind.Text,
                    Default: JsonSerializer.SerializeToElement(Address),
                    Advanced: true
                ),
            ],
            [
                CredentialKinds.Bearer with
                {
                    Title = "Private app",
                    Fields =
                    [
                        new FieldDefinition(
                            "token",
                            "Access token",
                            "Starts with pat-; made in HubSpot under Settings, Integrations, Private apps.",
                            FieldKind.Secret,
                            Required: true
                        ),
                    ],
                },
                OAuthCredential.Kind(
                    OAuthGrant.AuthorizationCode,
                    "OAuth app",
                    new Dictionary<string, string>
                    {
                        [OAuthFields.AuthorizationEndpoint] = "https://app.hubspot.com/oauth/authorize",
                        [OAuthFields.TokenEndpoint] = "https://api.hubapi.com/oauth/v1/token",
                        [OAuthFields.ClientAuthentication] = "post",
                    }
                ),
            ],
            settings => BaseAddresses.From(settings, "url") ?? new Uri(Address),
            HubSpotProbe.RunAsync
        )
        {
            Operations =
            [
                .. Contacts.Operations,
                .. Companies.Operations,
                .. Deals.Operations,
                .. Notes.Operations,
                .. Associations.Operations,
                .. Searching.Operations,
                .. Owners.Operations,
                .. Pipelines.Operations,
            ],
            Triggers = HubSpotTriggers.All,
            // The smallest account of a private app: 100 calls in 10 seconds
            // (https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines).
            RateLimit = new RateLimit(100, TimeSpan.FromSeconds(10), Concurrency: 10),
        };

    /// <summary>Registers the connector and its operations.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddHubSpotConnector(this IServiceCollection services) => services.AddConnector(Definition);
}
