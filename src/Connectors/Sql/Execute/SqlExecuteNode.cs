using System.Text.Json;
using FlowEngine.Nodes;

namespace Connectors.Sql.Execute;

/// <summary>The node that changes data of a database.</summary>
public static class SqlExecuteNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SqlExecuteConfig>("sql.execute", version: 1)
            .Title("Change database", NodeCategory.Connector, "Changes data of a PostgreSQL or SQLite database by one SQL statement.")
            .Card("Changes data of {connection}", "db")
            .Field(c => c.Connection, "Connection", "The database.", FieldKind.Connection)
            .Field(
                c => c.Statement,
                "Statement",
                "One INSERT, UPDATE, DELETE or call; values stand in it as @name and are given under Parameters. It takes no {{ }}.",
                FieldKind.Multiline
            )
            .Field(
                c => c.Parameters,
                "Parameters",
                "A value for each @name of the statement; @effectKey is there by itself. Objects and lists go as JSON text.",
                FieldKind.Map,
                expression: true,
                template: true
            )
            .Field(
                c => c.Idempotent,
                "Safe to repeat",
                "Yes when the statement may run twice without harm, so that it is sent again after a crash: for example when a unique column holds @effectKey."
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the rows of RETURNING.", FieldKind.Variable)
            .Field(c => c.MaxRows, "Most rows", "Rows of RETURNING that are read at most, 1 to 10,000.", advanced: true, minimum: 1, maximum: 10_000)
            .Field(c => c.TimeoutSeconds, "Timeout", "Seconds to wait, 1 to 300.", advanced: true, minimum: 1, maximum: 300)
            .Output("success", "done", "The change is made: { affected, rows }, with the rows of RETURNING.")
            .Shape("{ affected: number, rows: [any] }")
            .Effect(EffectKind.Write, EffectOf)
            .Connection(SqlConnector.Key)
            .Errors(SqlErrors.Documented)
            .Error(SqlErrors.Rows, "The number of rows is not between 1 and 10,000.")
            .Build();

    /// <summary>A change is sent again after a crash only where its author says that this does no harm.</summary>
    private static NodeEffect EffectOf(JsonElement config) =>
        new(
            EffectKind.Write,
            config.ValueKind is JsonValueKind.Object
                && config.TryGetProperty("idempotent", out var idempotent)
                && idempotent.ValueKind is JsonValueKind.True
        );
}
