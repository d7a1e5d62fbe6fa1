using System.Text.Json;

namespace Connectors.Http.GraphQl;

/// <summary>Settings of the GraphQL node, every expression resolved.</summary>
/// <param name="Connection">Name of an <c>http</c> connection: it gives host and credential.</param>
/// <param name="Query">The document, fixed text: one operation, or several of which <paramref name="OperationName"/> chooses.</param>
/// <param name="Variables">Values of its variables by name, without <c>$</c>.</param>
/// <param name="OperationName">Which operation of the document runs; null when it has one.</param>
/// <param name="Path">Path below the connection's address; empty when the connection leads to GraphQL itself.</param>
/// <param name="Partial">True to leave by <c>partial</c> when there are data beside errors.</param>
/// <param name="Idempotent">True when a mutation may be sent twice without harm.</param>
/// <param name="TimeoutSeconds">Longest wait for the whole exchange. Unit: seconds, 1 to 300.</param>
/// <param name="SaveTo">Variable that receives the data; null for none.</param>
public sealed record GraphQlConfig(
    string Connection,
    string Query,
    IReadOnlyDictionary<string, JsonElement>? Variables = null,
    string? OperationName = null,
    string Path = "",
    bool Partial = false,
    bool Idempotent = false,
    int TimeoutSeconds = 30,
    string? SaveTo = null
);
