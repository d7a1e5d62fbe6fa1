using System.Text.Json;

namespace Connectors.Sql.Query;

/// <summary>Settings of the node that reads from a database, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>sql</c> connection.</param>
/// <param name="Statement">One statement that reads; values stand in it as <c>@name</c>.</param>
/// <param name="Parameters">Values by name, without <c>@</c>.</param>
/// <param name="MaxRows">Most rows that are read, 1 to 10,000.</param>
/// <param name="FirstRow">True to save the first row instead of the list.</param>
/// <param name="TimeoutSeconds">Longest wait for the whole call. Unit: seconds, 1 to 300.</param>
/// <param name="SaveTo">Variable that receives the rows; null for none.</param>
public sealed record SqlQueryConfig(
    string Connection,
    string Statement,
    IReadOnlyDictionary<string, JsonElement>? Parameters = null,
    int MaxRows = 100,
    bool FirstRow = false,
    int TimeoutSeconds = 30,
    string? SaveTo = null
);
