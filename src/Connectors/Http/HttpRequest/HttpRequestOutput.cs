using System.Text.Json;
using System.Text.Json.Serialization;
using Connectors.Http.GraphQl;

namespace Connectors.Http.HttpRequest;

/// <summary>What expressions read as <c>nodes.id.output</c>.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers by lower-case name, without cookies.</param>
/// <param name="Body">The body: a JSON value, or text where it is not JSON; null when empty.</param>
internal sealed record HttpRequestOutput(int Status, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

/// <summary>A body that is no text.</summary>
/// <param name="Type">Its content type; null when the other side does not say.</param>
/// <param name="Size">Its size. Unit: bytes.</param>
/// <param name="Base64">The bytes.</param>
internal sealed record HttpBinary(string? Type, int Size, string Base64);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HttpRequestOutput))]
[JsonSerializable(typeof(HttpBinary))]
[JsonSerializable(typeof(GraphQlOutput))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
[JsonSerializable(typeof(string))]
internal sealed partial class HttpJsonContext : JsonSerializerContext;
