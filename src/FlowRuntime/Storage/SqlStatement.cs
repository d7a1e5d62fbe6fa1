using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FlowRuntime.Storage;

/// <summary>
/// A prepared statement that gives no rows, or one value. It speaks to SQLite itself: a command of ADO.NET looks up each parameter by its
/// name at every execution and makes a reader, which takes longer than the write. Not thread-safe.
/// </summary>
internal sealed class SqlStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    public SqlStatement(SqliteConnection connection, string sql, int parameters)
    {
        _database = connection.Handle!; // an open connection has one
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[parameters];
        for (var i = 0; i < parameters; i++)
        {
            // Parameters are numbered by SQLite in the order in which they stand in the text.
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, string.Create(CultureInfo.InvariantCulture, $"${i + 1}"));
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Rows changed.</returns>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public int Execute(ReadOnlySpan<object?> arguments)
    {
        BindAll(arguments);
        StepToEnd();
        var changes = raw.sqlite3_changes(_database);
        // It repeats the error of the step, and ends the statement either way.
        Check(raw.sqlite3_reset(_statement));
        return changes;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>The first column of the first row: a text, a <c>long</c>, a <c>double</c> or bytes; null for none.</returns>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public object? Scalar(ReadOnlySpan<object?> arguments)
    {
        BindAll(arguments);
        object? value = null;
        if (raw.sqlite3_step(_statement) == raw.SQLITE_ROW)
        {
            value = Read();
            StepToEnd();
        }

        // It repeats the error of the step, and ends the statement either way.
        Check(raw.sqlite3_reset(_statement));
        return value;
    }

    public void Dispose() => _statement.Dispose();

    private void StepToEnd()
    {
        while (raw.sqlite3_step(_statement) == raw.SQLITE_ROW)
        {
            // Rows that nobody reads.
        }
    }

    private void BindAll(ReadOnlySpan<object?> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            Check(Bind(_places[i], arguments[i]));
        }
    }

    private object? Read() =>
        raw.sqlite3_column_type(_statement, 0) switch
        {
            raw.SQLITE_TEXT => raw.sqlite3_column_text(_statement, 0).utf8_to_string(),
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, 0),
            raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, 0),
            raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, 0).ToArray(),
            _ => null,
        };

    [SuppressMessage("Globalization", "CA1305", Justification = "An enumeration converts to its number, whatever the culture.")]
    private int Bind(int place, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(_statement, place),
            string text => BindText(place, text),
            long number => raw.sqlite3_bind_int64(_statement, place, number),
            int number => raw.sqlite3_bind_int64(_statement, place, number),
            double number => raw.sqlite3_bind_double(_statement, place, number),
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
            DateTimeOffset time => raw.sqlite3_bind_int64(_statement, place, time.UtcTicks),
            bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
            Enum word => raw.sqlite3_bind_int64(_statement, place, Convert.ToInt64(word)),
            _ => throw new ArgumentException($"A parameter cannot be a {value.GetType().Name}."),
        };

    private int BindText(int place, string text)
    {
        const int Stack = 512;
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(_statement, place, text);
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > Stack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var utf8 = rented is null ? stackalloc byte[Stack] : rented.AsSpan();
        var length = Encoding.UTF8.GetBytes(text, utf8);
        var result = raw.sqlite3_bind_text(_statement, place, utf8[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
