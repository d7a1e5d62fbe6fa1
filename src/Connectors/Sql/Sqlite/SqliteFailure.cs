using System.Diagnostics.CodeAnalysis;
using FlowEngine.Running;

namespace Connectors.Sql.Sqlite;

/// <summary>SQLite refused a statement; the session undoes what it began.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught inside the connector; an error is required.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught inside the connector.")]
internal sealed class SqliteFailure(NodeError error) : Exception(error.Message)
{
    /// <summary>What to tell.</summary>
    public NodeError Error { get; } = error;
}
