using System.Text.Json;

namespace Connectors.Http.HttpRequest;

/// <summary>Settings of the HTTP request node, every expression resolved.</summary>
/// <param name="Connection">Name of an <c>http</c> connection; gives host and credential.</param>
/// <param name="Path">Path below the connection's address, without query; never a host.</param>
/// <param name="Method">One of <see cref="HttpRequestNode.Methods"/>.</param>
/// <param name="Query">Query parameters by name; null and absent values are left out.</param>
/// <param name="Headers">Request headers by name.</param>
/// <param name="Body">Text is sent as it is, any other value as JSON; nothing is sent when null or undefined.</param>
/// <param name="TimeoutSeconds">Longest wait for the whole exchange. Unit: seconds, 1 to 300.</param>
/// <param name="Idempotent">True when the other system honours <c>Idempotency-Key</c> for POST and PATCH.</param>
/// <param name="SaveTo">Variable that receives the body of a success; null for none.</param>
public sealed record HttpRequestConfig(
    string Connection,
    string Path = "",
    string Method = "GET",
    IReadOnlyDictionary<string, JsonElement>? Query = null,
    IReadOnlyDictionary<string, JsonElement>? Headers = null,
    JsonElement Body = default,
    int TimeoutSeconds = 30,
    bool Idempotent = false,
    string? SaveTo = null
);
