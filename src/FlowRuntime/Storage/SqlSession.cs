using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.Storage;

/// <summary>
/// Hand-written SQL on one connection; statements are prepared once, and parameters are <c>$1</c>, <c>$2</c>, ….
/// Times go in as UTC ticks, enums and booleans as numbers, as EF Core stores them. Not thread-safe.
/// </summary>
internal sealed class SqlSession : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqlStatement> _statements = new(StringComparer.Ordinal);
    private readonly SqliteConnection _connection;

    /// <summary>Trace that the work belongs to, as W3C <c>traceparent</c>; null for none. Set by the writer for each unit.</summary>
    public string? TraceParent { get; set; }

    /// <summary>Opens a session; disposing it gives it, or its connection, back to a pool.</summary>
    /// <param name="connectionString">The database.</param>
    public SqlSession(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();
            SqlitePragmas.Apply(_connection);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Prepared(sql, arguments.Length).Execute(arguments);

    /// <summary>First column of the first row; null when there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> arguments) => Prepared(sql, arguments.Length).Scalar(arguments);

    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> arguments)
        where T : class
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Takes the session back when it is disposed, with its prepared statements; null to close it.</summary>
    public Func<SqlSession, bool>? GiveBack { get; init; }

    public void Dispose()
    {
        if (GiveBack?.Invoke(this) != true)
        {
            Close();
        }
    }

    /// <summary>Frees the statements and the connection.</summary>
    public void Close()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqlStatement Prepared(string sql, int parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqlStatement(_connection, sql, parameters);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Callers pass constants; values travel as parameters.")]
    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < arguments.Length; i++)
            {
                command.Parameters.Add(
                    new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i + 1}") }
                );
            }

            _commands.Add(sql, command);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters[i].Value = Store(arguments[i]);
        }

        return command;
    }

    private static object Store(object? value) =>
        value switch
        {
            null => DBNull.Value,
            DateTimeOffset time => time.UtcTicks,
            bool flag => flag ? 1L : 0L,
            Enum word => Convert.ToInt64(word, CultureInfo.InvariantCulture),
            _ => value,
        };
}
