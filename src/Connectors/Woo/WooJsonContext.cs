using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Connectors.Woo.UpdateOrder;

namespace Connectors.Woo;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(OrderChange))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(List<JsonElement>))]
internal sealed partial class WooJsonContext : JsonSerializerContext;
