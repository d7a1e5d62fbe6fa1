using System.Text.Json;
using Connectors.Sql.Statements;

namespace Connectors.Sql.Running;

/// <summary>One statement to run.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Parameters">A value for each of its parameters, and possibly more.</param>
/// <param name="Changes">True when it may change data.</param>
/// <param name="Repeatable">True when running it twice does no harm.</param>
/// <param name="MaxRows">Most rows that are read.</param>
/// <param name="Timeout">Longest wait for the whole call.</param>
internal sealed record SqlCall(
    SqlStatement Statement,
    IReadOnlyDictionary<string, JsonElement> Parameters,
    bool Changes,
    bool Repeatable,
    int MaxRows,
    TimeSpan Timeout
);
