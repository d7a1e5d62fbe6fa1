using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FlowRuntime.Gateway.Hooks.Signing;

/// <summary>Where senders put the id of an event, by which its repetition is recognised.</summary>
internal static class HookEventIds
{
    /// <summary>Nothing tells.</summary>
    public static readonly EventIdReader None = static (in SignedRequest _) => null;

    /// <summary>A retry has the same <c>event_id</c>; a command has a <c>trigger_id</c> of its own.</summary>
    public static readonly EventIdReader Slack = static (in SignedRequest request) =>
        Read(request, static body => Text(body, "event_id") ?? Text(body, "trigger_id"));

    /// <summary>
    /// <c>X-WC-Webhook-Delivery-ID</c> is another one at each attempt, so topic, resource and its date tell; what was
    /// deleted has no date, and is never sent again.
    /// </summary>
    public static readonly EventIdReader WooCommerce = static (in SignedRequest request) =>
    {
        var topic = request.Header("X-WC-Webhook-Topic");
        var state = Read(
            request,
            static body =>
                Text(body, "id") is { } id && (Text(body, "date_modified_gmt") ?? Text(body, "date_modified")) is { } changed
                    ? $"{id}/{changed}"
                    : null
        );
        return state is null ? request.Header("X-WC-Webhook-Delivery-ID") : $"{topic}/{state}";
    };

    /// <summary>A call holds up to 100 events; at another attempt all but <c>attemptNumber</c> is the same.</summary>
    public static readonly EventIdReader HubSpot = static (in SignedRequest request) =>
        Read(
            request,
            static body =>
            {
                if (body.ValueKind != JsonValueKind.Array || body.GetArrayLength() == 0)
                {
                    return null;
                }

                var all = new StringBuilder();
                foreach (var item in body.EnumerateArray())
                {
                    all.Append(CultureInfo.InvariantCulture, $"{Text(item, "eventId")}/{Text(item, "subscriptionId")}/{Text(item, "occurredAt")}\n");
                }

                return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
            }
        );

    /// <summary>In a header.</summary>
    public static EventIdReader Header(string name) => (in SignedRequest request) => request.Header(name);

    /// <summary>In a member of the body.</summary>
    public static EventIdReader Member(string name) => (in SignedRequest request) => Read(request, body => Text(body, name));

    private static string? Read(in SignedRequest request, Func<JsonElement, string?> find)
    {
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return find(document.RootElement);
        }
        catch (JsonException)
        {
            return null; // A body that is no JSON has no id; whether it should be JSON is checked elsewhere.
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member)
            ? member.ValueKind switch
            {
                JsonValueKind.String or JsonValueKind.Number => member.GetRawText().Trim('"'),
                _ => null,
            }
            : null;
}
