using FlowEngine.Nodes;

namespace Connectors.Sql.Query;

/// <summary>The node that reads from a database.</summary>
public static class SqlQueryNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SqlQueryConfig>("sql.query", version: 1)
            .Title("Query database", NodeCategory.Connector, "Reads rows of a PostgreSQL or SQLite database by one SQL statement.")
            .Card("Reads {saveTo} from {connection}", "db")
            .Field(c => c.Connection, "Connection", "The database.", FieldKind.Connection)
            .Field(
                c => c.Statement,
                "Statement",
                "One SELECT; values stand in it as @name and are given under Parameters. It takes no {{ }}.",
                FieldKind.Multiline
            )
            .Field(
                c => c.Parameters,
                "Parameters",
                "A value for each @name of the statement. Objects and lists go as JSON text.",
                FieldKind.Map,
                expression: true,
                template: true
            )
            .Field(c => c.MaxRows, "Most rows", "Rows that are read at most, 1 to 10,000.", advanced: true, minimum: 1, maximum: 10_000)
            .Field(c => c.FirstRow, "First row only", "Yes to save the first row as an object instead of a list.")
            .Field(c => c.SaveTo, "Save to", "Variable that receives the rows.", FieldKind.Variable)
            .Field(c => c.TimeoutSeconds, "Timeout", "Seconds to wait, 1 to 300.", advanced: true, minimum: 1, maximum: 300)
            .Output("success", "rows", "There are rows: { rows, count, more }; more tells that the database has further ones.")
            .Shape("{ rows: [any], count: number, more: boolean }")
            .Output("empty", "no rows", "No row fits.")
            .Shape("{ rows: [any], count: number, more: boolean }")
            .Effect(EffectKind.Read)
            .Connection(SqlConnector.Key)
            .Errors(SqlErrors.Documented)
            .Error(SqlErrors.Rows, "The number of rows is not between 1 and 10,000.")
            .Build();
}
