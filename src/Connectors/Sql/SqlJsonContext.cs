using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connectors.Sql;

/// <summary>Output of a query.</summary>
/// <param name="Rows">A list of objects by column name.</param>
/// <param name="Count">Number of the rows.</param>
/// <param name="More">True when the database has further rows.</param>
internal sealed record SqlQueryOutput(JsonElement Rows, int Count, bool More);

/// <summary>Output of a change.</summary>
/// <param name="Affected">Rows changed.</param>
/// <param name="Rows">Rows of RETURNING.</param>
internal sealed record SqlExecuteOutput(long Affected, JsonElement Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SqlQueryOutput))]
[JsonSerializable(typeof(SqlExecuteOutput))]
[JsonSerializable(typeof(string))]
internal sealed partial class SqlJsonContext : JsonSerializerContext;
