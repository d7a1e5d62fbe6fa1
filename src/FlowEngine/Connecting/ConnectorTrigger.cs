using System.Text.Json;

namespace FlowEngine.Connecting;

/// <summary>Something the other system tells by webhook.</summary>
/// <param name="Key">Permanent key within the connector, for example <c>orderCreated</c>.</param>
/// <param name="Title">Name shown.</param>
/// <param name="Summary">One sentence on when it comes.</param>
/// <param name="Signature">Key of the signature preset by which the other system signs, for example <c>woocommerce</c>.</param>
/// <param name="EventSchema">JSON Schema of the body; undefined when it is not known.</param>
public sealed record ConnectorTrigger(
    string Key,
    string Title,
    string Summary,
    string Signature,
    JsonElement EventSchema = default
);
