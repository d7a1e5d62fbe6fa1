using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Connectors.Sql.Running;
using Connectors.Sql.Statements;
using FlowEngine.Connecting;
using FlowEngine.Expressions.Templates;
using Npgsql;
using NpgsqlTypes;

namespace Connectors.Sql.Postgres;

/// <summary>
/// Runs statements on PostgreSQL, each in a transaction of its own. A query runs in a read-only transaction through a
/// cursor, so that the server itself refuses changes and sends no more rows than asked for. Values are sent beside the
/// statement, as text whose type the server finds by where it is used.
/// </summary>
internal sealed class PostgresDatabase(PostgresPools pools)
{
    /// <summary>Runs one statement.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="server">Its settings, read.</param>
    /// <param name="call">The statement.</param>
    /// <param name="cancellationToken">Gives up; ends the statement on the server, too.</param>
    /// <returns>What came of it.</returns>
    public async Task<SqlOutcome> RunAsync(
        IConnection connection,
        SqlSettings.Server server,
        SqlCall call,
        CancellationToken cancellationToken
    )
    {
        NpgsqlConnection line;
        try
        {
            line = await pools.OpenAsync(connection, server, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException)
        {
            return new SqlOutcome.Failed(PostgresErrors.NotOpened(e, server));
        }

        await using (line.ConfigureAwait(false))
        {
            var committing = false;
            try
            {
                var transaction = await line.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await PrepareAsync(line, call, cancellationToken).ConfigureAwait(false);
                    var outcome = call.Changes
                        ? await ExecuteAsync(line, call, cancellationToken).ConfigureAwait(false)
                        : await QueryAsync(line, call, cancellationToken).ConfigureAwait(false);
                    if (call.Changes && outcome is SqlOutcome.Answered)
                    {
                        committing = true;
                        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    }

                    return outcome;
                }
            }
            catch (PostgresException e)
            {
                return new SqlOutcome.Failed(PostgresErrors.From(e, call));
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                return new SqlOutcome.Failed(PostgresErrors.Broken(server, call, committing));
            }
        }
    }

    /// <summary>How values are written and how long the statement may take: for this transaction only.</summary>
    private static async Task PrepareAsync(NpgsqlConnection line, SqlCall call, CancellationToken cancellationToken)
    {
        var text =
            (call.Changes ? "" : "SET TRANSACTION READ ONLY; ")
            + string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = {(long)call.Timeout.TotalMilliseconds}; ")
            + "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL bytea_output = 'hex'";
        var command = Command(line, text);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<SqlOutcome> QueryAsync(NpgsqlConnection line, SqlCall call, CancellationToken cancellationToken)
    {
        var declare = Command(line, $"DECLARE rows NO SCROLL CURSOR FOR {call.Statement.WithNumbers().TrimEnd().TrimEnd(';')}", call);
        await using (declare.ConfigureAwait(false))
        {
            await declare.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        var fetch = Command(line, string.Create(CultureInfo.InvariantCulture, $"FETCH {call.MaxRows + 1} FROM rows"));
        await using (fetch.ConfigureAwait(false))
        {
            return await ReadAsync(fetch, call.MaxRows, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<SqlOutcome> ExecuteAsync(NpgsqlConnection line, SqlCall call, CancellationToken cancellationToken)
    {
        var command = Command(line, call.Statement.WithNumbers(), call);
        await using (command.ConfigureAwait(false))
        {
            return await ReadAsync(command, call.MaxRows, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<SqlOutcome> ReadAsync(NpgsqlCommand command, int maxRows, CancellationToken cancellationToken)
    {
        // All values come as text, in which numbers, dates and types of extensions keep what they are.
        command.AllResultTypesAreUnknown = true;
        using var rows = new RowBuffer();
        var more = false;
        var reader = await command
            .ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken)
            .ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
            if (columns.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
            {
                return new SqlOutcome.Failed(SqlErrors.SameName(same.Key));
            }

            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (rows.Count == maxRows)
                {
                    more = true;
                    continue;
                }

                await ReadRowAsync(reader, columns, rows, cancellationToken).ConfigureAwait(false);
            }
        }

        return new SqlOutcome.Answered(rows.Finish(more, reader.RecordsAffected));
    }

    private static async Task ReadRowAsync(
        NpgsqlDataReader reader,
        List<string> columns,
        RowBuffer rows,
        CancellationToken cancellationToken
    )
    {
        rows.Begin();
        for (var i = 0; i < columns.Count; i++)
        {
            rows.Json.WritePropertyName(columns[i]);
            if (await reader.IsDBNullAsync(i, cancellationToken).ConfigureAwait(false))
            {
                rows.Json.WriteNullValue();
                continue;
            }

            var stream = await reader.GetStreamAsync(i, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                rows.Reserve(stream.Length);
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                PostgresValues.Write(rows, reader.GetPostgresType(i), Encoding.UTF8.GetString(bytes));
            }
        }

        rows.End();
    }

    private static NpgsqlCommand Command(NpgsqlConnection line, string text, SqlCall call)
    {
        var command = Command(line, text);
        foreach (var name in call.Statement.Parameters)
        {
            command.Parameters.Add(
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Unknown, Value = TextOf(call.Parameters[name]) ?? (object)DBNull.Value }
            );
        }

        return command;
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The statement is the author's literal text; values are parameters. That is what the connector is for."
    )]
    private static NpgsqlCommand Command(NpgsqlConnection line, string text) => new(text, line);

    private static string? TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : ValueText.Of(value);
}
