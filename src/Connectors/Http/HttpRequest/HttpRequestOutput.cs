using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connectors.Http.HttpRequest;

/// <summary>What expressions read as <c>nodes.id.output</c>.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers by lower-case name, without cookies.</param>
/// <param name="Body">The body: a JSON value, or text where it is not JSON; null when empty.</param>
internal sealed record HttpRequestOutput(int Status, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HttpRequestOutput))]
[JsonSerializable(typeof(string))]
internal sealed partial class HttpJsonContext : JsonSerializerContext;
