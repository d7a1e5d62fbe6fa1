using System.Globalization;
using System.Text.Json;
using Connectors.Sql.Running;
using FlowEngine.Expressions.Templates;
using FlowEngine.Running;
using SQLitePCL;

namespace Connectors.Sql.Sqlite;

/// <summary>
/// One call on an open file. Speaks SQLite's own interface, because only that tells whether a second statement follows,
/// whether a statement writes, and lets a long one be stopped.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>Largest value and row that SQLite makes. Unit: bytes.</summary>
    private const int MaxValueBytes = 16 * 1024 * 1024;

    /// <summary>Steps of SQLite's machine between two looks at the token.</summary>
    private const int StepsPerLook = 5_000;

    /// <summary>How long one try waits for another writer. Unit: milliseconds.</summary>
    private const int BusyMilliseconds = 100;

    private const int LimitLength = 0;

    private readonly sqlite3 _database;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Prepares a file.</summary>
    /// <param name="database">The open file.</param>
    /// <param name="changes">True when data may be changed.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public SqliteSession(sqlite3 database, bool changes, CancellationToken cancellationToken)
    {
        (_database, _cancellationToken) = (database, cancellationToken);
        raw.sqlite3_limit(database, LimitLength, MaxValueBytes);
        raw.sqlite3_busy_timeout(database, BusyMilliseconds);
        raw.sqlite3_progress_handler(database, StepsPerLook, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        // What a file brings along, such as views and triggers, may call harmless functions only.
        Do("PRAGMA trusted_schema = OFF");
        Do(changes ? "BEGIN IMMEDIATE" : "PRAGMA query_only = ON");
        SqliteGuard.Watch(database, changes);
    }

    /// <summary>Runs a statement.</summary>
    /// <param name="call">The statement.</param>
    /// <returns>What came of it.</returns>
    public SqlOutcome Run(SqlCall call)
    {
        using var statement = Prepare(call.Statement.Text);
        if (!call.Changes && raw.sqlite3_stmt_readonly(statement) == 0)
        {
            throw new SqliteFailure(
                SqlErrors.Said(SqlErrors.Denied, "A query may not change anything. Use the node that changes data.", "the statement writes")
            );
        }

        Bind(statement, call.Parameters);
        var outcome = Read(statement, call.MaxRows, call.Changes);
        if (call.Changes && outcome is SqlOutcome.Answered)
        {
            raw.sqlite3_finalize(statement);
            SqliteGuard.Release(_database);
            Do("COMMIT");
        }

        return outcome;
    }

    public void Dispose()
    {
        SqliteGuard.Release(_database);
        raw.sqlite3_progress_handler(_database, 0, null, null);
    }

    private sqlite3_stmt Prepare(string text)
    {
        Check(raw.sqlite3_prepare_v2(_database, text, out var statement, out var rest));
        if (!string.IsNullOrWhiteSpace(rest) && Holds(rest))
        {
            raw.sqlite3_finalize(statement);
            throw new SqliteFailure(new NodeError(SqlErrors.Syntax, "Write one statement only: something follows the semicolon.", Retryable: false));
        }

        return statement;
    }

    /// <summary>True when a text behind a statement is more than a comment.</summary>
    private bool Holds(string rest)
    {
        var code = raw.sqlite3_prepare_v2(_database, rest, out var next);
        var holds = code != raw.SQLITE_OK || next is { IsInvalid: false };
        next?.Dispose();
        return holds;
    }

    private static void Bind(sqlite3_stmt statement, IReadOnlyDictionary<string, JsonElement> parameters)
    {
        for (var i = 1; i <= raw.sqlite3_bind_parameter_count(statement); i++)
        {
            var name = raw.sqlite3_bind_parameter_name(statement, i).utf8_to_string();
            if (name is not ['@', ..] || !parameters.TryGetValue(name[1..], out var value))
            {
                throw new SqliteFailure(new NodeError("sql.parameter", "Write parameters as @name, and give each a value.", Retryable: false));
            }

            _ = value.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => raw.sqlite3_bind_null(statement, i),
                JsonValueKind.True => raw.sqlite3_bind_int(statement, i, 1),
                JsonValueKind.False => raw.sqlite3_bind_int(statement, i, 0),
                JsonValueKind.Number when value.TryGetInt64(out var whole) => raw.sqlite3_bind_int64(statement, i, whole),
                JsonValueKind.Number => raw.sqlite3_bind_double(statement, i, value.GetDouble()),
                _ => raw.sqlite3_bind_text(statement, i, ValueText.Of(value)),
            };
        }
    }

    private SqlOutcome Read(sqlite3_stmt statement, int maxRows, bool changes)
    {
        using var rows = new RowBuffer();
        var more = false;
        var columns = Enumerable
            .Range(0, raw.sqlite3_column_count(statement))
            .Select(i => raw.sqlite3_column_name(statement, i).utf8_to_string())
            .ToList();
        if (columns.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
        {
            return new SqlOutcome.Failed(SqlErrors.SameName(same.Key));
        }

        while (Step(statement))
        {
            if (rows.Count < maxRows)
            {
                ReadRow(statement, columns, rows);
            }
            else
            {
                more = true;
                if (!changes)
                {
                    break;
                }
            }
        }

        return new SqlOutcome.Answered(rows.Finish(more, changes ? raw.sqlite3_changes(_database) : 0));
    }

    private static void ReadRow(sqlite3_stmt statement, List<string> columns, RowBuffer rows)
    {
        rows.Begin();
        for (var i = 0; i < columns.Count; i++)
        {
            rows.Json.WritePropertyName(columns[i]);
            switch (raw.sqlite3_column_type(statement, i))
            {
                case raw.SQLITE_INTEGER:
                    rows.WriteWhole(raw.sqlite3_column_int64(statement, i));
                    break;
                case raw.SQLITE_FLOAT:
                    rows.WriteFloat(raw.sqlite3_column_double(statement, i));
                    break;
                case raw.SQLITE_TEXT:
                    rows.Reserve(raw.sqlite3_column_bytes(statement, i));
                    rows.Json.WriteStringValue(raw.sqlite3_column_text(statement, i).utf8_to_string());
                    break;
                case raw.SQLITE_BLOB:
                    rows.Reserve(raw.sqlite3_column_bytes(statement, i));
                    rows.Json.WriteBase64StringValue(raw.sqlite3_column_blob(statement, i));
                    break;
                default:
                    rows.Json.WriteNullValue();
                    break;
            }
        }

        rows.End();
    }

    /// <summary>Goes to the next row; waits for other writers until the token fires.</summary>
    private bool Step(sqlite3_stmt statement)
    {
        while (true)
        {
            var code = raw.sqlite3_step(statement);
            if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
            {
                return code == raw.SQLITE_ROW;
            }

            if (code != raw.SQLITE_BUSY || _cancellationToken.IsCancellationRequested)
            {
                Check(code);
            }

            raw.sqlite3_reset(statement);
        }
    }

    private void Do(string text)
    {
        using var statement = Prepare(text);
        while (Step(statement)) { }
    }

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK)
        {
            return;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        var said = raw.sqlite3_errmsg(_database).utf8_to_string();
        throw new SqliteFailure(SqliteErrors.From(code & 0xFF, raw.sqlite3_extended_errcode(_database), said.ToString(CultureInfo.InvariantCulture)));
    }
}
