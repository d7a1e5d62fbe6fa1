using System.Text.Json;
using FlowEngine.Connecting;

namespace Connectors.HubSpot;

/// <summary>
/// What HubSpot tells by webhook (https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide): one request
/// carries up to 100 events, signed by version 3 of its signature.
/// </summary>
internal static class HubSpotTriggers
{
    private const string Signature = "hubspot";

    private static readonly JsonElement Events = JsonElement.Parse(
        """
        {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["eventId", "subscriptionType", "portalId", "occurredAt", "objectId"],
            "properties": {
              "eventId": { "type": "integer", "description": "Same in every attempt; not guaranteed to be unique." },
              "subscriptionId": { "type": "integer" },
              "portalId": { "type": "integer", "description": "The account." },
              "appId": { "type": "integer" },
              "occurredAt": { "type": "integer", "description": "Milliseconds since 1970, UTC." },
              "subscriptionType": { "type": "string", "description": "For example contact.creation." },
              "attemptNumber": { "type": "integer", "description": "From 0." },
              "objectId": { "type": "integer", "description": "Id of the record." },
              "propertyName": { "type": "string" },
              "propertyValue": { "type": ["string", "null"] },
              "changeSource": { "type": "string" },
              "changeFlag": { "type": "string" }
            }
          }
        }
        """
    );

    /// <summary>The events that flows commonly start from.</summary>
    public static IReadOnlyList<ConnectorTrigger> All { get; } =
        [
            .. new[] { "contact", "company", "deal", "ticket" }.SelectMany(name =>
                new[]
                {
                    Of($"{name}Created", $"{name}.creation", $"A {name} was created"),
                    Of($"{name}Changed", $"{name}.propertyChange", $"A property of a {name} changed"),
                    Of($"{name}Deleted", $"{name}.deletion", $"A {name} was deleted"),
                }
            ),
        ];

    private static ConnectorTrigger Of(string key, string subscription, string title) =>
        new(key, title, $"{title}; subscribe the app to {subscription}. The body is a list of events.", Signature, Events);
}
