using System.Text.Json;
using FlowEngine.Running;

namespace Connectors.Sql.Running;

/// <summary>What came of one statement. A closed set.</summary>
internal abstract record SqlOutcome
{
    private SqlOutcome() { }

    /// <summary>It ran.</summary>
    /// <param name="Answer">What the database answered.</param>
    internal sealed record Answered(SqlAnswer Answer) : SqlOutcome;

    /// <summary>It did not run, or it is not known.</summary>
    /// <param name="Error">Why.</param>
    internal sealed record Failed(NodeError Error) : SqlOutcome;
}

/// <summary>What a database answered.</summary>
/// <param name="Rows">A list of objects by column name.</param>
/// <param name="Count">Number of the rows.</param>
/// <param name="More">True when the database has rows beyond those read.</param>
/// <param name="Affected">Rows changed; 0 for a query.</param>
internal sealed record SqlAnswer(JsonElement Rows, int Count, bool More, long Affected);
