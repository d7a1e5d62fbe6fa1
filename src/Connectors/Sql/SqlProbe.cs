using System.Text.Json;
using Connectors.Sql.Running;
using Connectors.Sql.Statements;
using FlowEngine.Connecting;

namespace Connectors.Sql;

/// <summary>Tests a database by asking for its version: shows host, encryption, login and rights at once, and changes nothing.</summary>
internal sealed class SqlProbe(SqlRunner runner)
{
    private const string AskServer = """
        SELECT current_setting('server_version') AS version, current_user AS role, r.rolsuper AS super,
               coalesce((SELECT s.ssl FROM pg_catalog.pg_stat_ssl s WHERE s.pid = pg_backend_pid()), false) AS tls
        FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
        """;

    private const string AskFile =
        "SELECT sqlite_version() AS version, (SELECT count(*) FROM sqlite_schema WHERE type = 'table') AS tables";

    /// <summary>Runs the test.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    public async Task<ProbeResult> RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var isFile = SqlSettings.Read(connection.Settings) is SqlSettings.File;
        var call = new SqlCall(
            SqlStatement.Read(isFile ? AskFile : AskServer),
            new Dictionary<string, JsonElement>(),
            Changes: false,
            Repeatable: true,
            MaxRows: 1,
            TimeSpan.FromSeconds(15)
        );
        return await runner.RunAsync(connection, call, cancellationToken).ConfigureAwait(false) switch
        {
            SqlOutcome.Failed failed => new ProbeResult(false, failed.Error.Message),
            SqlOutcome.Answered { Answer: { Count: > 0 } answer } => new ProbeResult(
                true,
                isFile ? DescribeFile(answer.Rows[0]) : DescribeServer(answer.Rows[0])
            ),
            _ => new ProbeResult(true, "The database answers."),
        };
    }

    private static string DescribeFile(JsonElement row) =>
        $"The file can be read (SQLite {row.GetProperty("version").GetString()}, {row.GetProperty("tables").GetInt64()} tables).";

    private static string DescribeServer(JsonElement row) =>
        $"PostgreSQL {row.GetProperty("version").GetString()} answers to the role {row.GetProperty("role").GetString()}"
        + (row.GetProperty("tls").GetBoolean() ? ", encrypted." : ", not encrypted.")
        + (
            row.GetProperty("super").GetBoolean()
                ? " The role may do everything on the server; use one that may do only what the flows need."
                : ""
        );
}
