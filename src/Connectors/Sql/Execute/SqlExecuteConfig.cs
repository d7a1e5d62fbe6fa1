using System.Text.Json;

namespace Connectors.Sql.Execute;

/// <summary>Settings of the node that changes data of a database, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>sql</c> connection.</param>
/// <param name="Statement">One statement that changes data; values stand in it as <c>@name</c>.</param>
/// <param name="Parameters">Values by name, without <c>@</c>.</param>
/// <param name="Idempotent">True when the statement may run twice without harm, for example because a unique column holds <c>@effectKey</c>.</param>
/// <param name="MaxRows">Most rows of RETURNING that are read, 1 to 10,000.</param>
/// <param name="TimeoutSeconds">Longest wait for the whole call. Unit: seconds, 1 to 300.</param>
/// <param name="SaveTo">Variable that receives the rows of RETURNING; null for none.</param>
public sealed record SqlExecuteConfig(
    string Connection,
    string Statement,
    IReadOnlyDictionary<string, JsonElement>? Parameters = null,
    bool Idempotent = false,
    int MaxRows = 100,
    int TimeoutSeconds = 30,
    string? SaveTo = null
);
