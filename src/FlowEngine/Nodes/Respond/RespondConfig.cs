using System.Text.Json;

namespace FlowEngine.Nodes.Respond;

/// <summary>Settings of the respond node, every expression resolved.</summary>
/// <param name="Status">HTTP status, 200 to 599.</param>
/// <param name="Body">JSON; a text is sent as plain text. From status 400 on it becomes problem details (RFC 9457).</param>
/// <param name="Headers">Headers by name.</param>
public sealed record RespondConfig(
    int Status = 200,
    JsonElement Body = default,
    IReadOnlyDictionary<string, string>? Headers = null
);
