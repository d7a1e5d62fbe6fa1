using System.Text.Json;
using FlowEngine.Connecting;

namespace Connectors.Woo;

/// <summary>
/// What a shop tells by webhook (https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks): the body is the order,
/// product, … itself, signed with the webhook's secret; of what was deleted only the id is left.
/// </summary>
internal static class WooTriggers
{
    private const string Signature = "woocommerce";

    private static readonly JsonElement Deleted = JsonElement.Parse(
        """{ "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } }"""
    );

    /// <summary>The topics.</summary>
    public static IReadOnlyList<ConnectorTrigger> All { get; } =
        [
            .. Of("order", """{ "number": { "type": "string" }, "status": { "type": "string" }, "total": { "type": "string" }, "customer_id": { "type": "integer" } }"""),
            .. Of("product", """{ "name": { "type": "string" }, "sku": { "type": "string" }, "stock_status": { "type": "string" }, "stock_quantity": { "type": ["integer", "null"] } }"""),
            .. Of("customer", """{ "email": { "type": "string" }, "first_name": { "type": "string" }, "last_name": { "type": "string" } }"""),
            .. Of("coupon", """{ "code": { "type": "string" }, "amount": { "type": "string" } }"""),
        ];

    private static IEnumerable<ConnectorTrigger> Of(string resource, string members)
    {
        var schema = JsonElement.Parse(
            $$"""
            { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" }, "date_modified": { "type": ["string", "null"] }, {{members.Trim()[1..^1]}} } }
            """
        );
        yield return Topic("Created", "created", schema);
        yield return Topic("Updated", "updated", schema);
        yield return Topic("Deleted", "deleted", Deleted);

        ConnectorTrigger Topic(string key, string word, JsonElement body) =>
            new($"{resource}{key}", $"{Capital(resource)} {word}", $"A {resource} was {word}; choose the topic {resource}.{word} in the shop.", Signature, body);
    }

    private static string Capital(string word) => string.Concat(word[..1].ToUpperInvariant(), word[1..]);
}
