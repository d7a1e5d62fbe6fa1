using Connectors.Sql.Running;
using FlowEngine.Running;

namespace Connectors.Sql;

/// <summary>Failures of a database as node errors: a stable code, and a sentence that says what to do.</summary>
internal static class SqlErrors
{
    /// <summary>The statement cannot be understood.</summary>
    public const string Syntax = "sql.syntax";

    /// <summary>A rule of the tables forbids the change.</summary>
    public const string Constraint = "sql.constraint";

    /// <summary>There is a row with this key already.</summary>
    public const string Unique = "sql.unique";

    /// <summary>A value does not fit its column.</summary>
    public const string Value = "sql.value";

    /// <summary>It took too long.</summary>
    public const string Timeout = "sql.timeout";

    /// <summary>It is not allowed.</summary>
    public const string Denied = "sql.denied";

    /// <summary>Others were using the same rows.</summary>
    public const string Conflict = "sql.conflict";

    /// <summary>The database cannot be reached.</summary>
    public const string Connection = "sql.connection";

    /// <summary>The answer is too large.</summary>
    public const string Size = "sql.size";

    /// <summary>Too few or too many rows are asked for.</summary>
    public const string Rows = "sql.rows";

    /// <summary>Two columns have one name.</summary>
    public const string Columns = "sql.columns";

    /// <summary>Anything else.</summary>
    public const string Other = "sql.failed";

    private const int MaxSaid = 300;

    /// <summary>The failures of every statement, for the documentation.</summary>
    public static IReadOnlyDictionary<string, string> Documented { get; } =
        new Dictionary<string, string>
        {
            ["sql.literal"] = "The statement has {{ }} in it or starts with =; write @name and give the value under Parameters.",
            ["sql.statement"] = "The text is not one complete statement of the kind that the node takes.",
            ["sql.parameter"] = "A @name of the statement has no value, or a parameter is not used.",
            [Syntax] = "The database does not understand the statement: a typing error, or there is no such table, column or function.",
            [Constraint] = "A rule of the tables forbids the change, such as a missing value or an unknown key.",
            [Unique] = "There is a row with this key already.",
            [Value] = "A value does not fit where it is used, such as a text for a number.",
            [Timeout] = "The statement took longer than the timeout, or the timeout is not between 1 and 300 seconds.",
            [Denied] = "The database or FlowStudio does not allow it: a right is missing, a query would change something, or the file is out of bounds.",
            [Conflict] = "Others were changing the same rows; nothing was changed, and another attempt may succeed.",
            [Connection] = "The database cannot be reached, refuses the login, or the line broke.",
            [Size] = "The rows are larger than 1 MB; read fewer columns or rows.",
            [Columns] = "Two columns have the same name; name them with AS.",
            [Other] = "The database failed for another reason, which stands in the message.",
        };

    /// <summary>The statement took too long.</summary>
    /// <param name="call">The statement.</param>
    /// <returns>The error. A change may have been made in the last moment, so that it is not repeated by itself.</returns>
    public static NodeError TimedOut(SqlCall call) =>
        new(Timeout, $"The database did not finish within {call.Timeout.TotalSeconds:0} seconds.", call.Repeatable);

    /// <summary>The answer is too large.</summary>
    /// <param name="call">The statement.</param>
    /// <returns>The error.</returns>
    public static NodeError TooLarge(SqlCall call) =>
        new(
            Size,
            $"The rows are larger than {RowBuffer.MaxBytes / 1024 / 1024} MB. Read fewer columns or rows."
                + (call.Changes ? " Nothing was changed." : ""),
            Retryable: false
        );

    /// <summary>Two columns have one name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The error.</returns>
    public static NodeError SameName(string name) =>
        new(Columns, $"Two columns are called {name}. Give one another name with AS.", Retryable: false);

    /// <summary>An error with what the database says about it.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="advice">Sentence that says what to do.</param>
    /// <param name="said">What the database says, in its own language.</param>
    /// <param name="retryable">True when another attempt may succeed and is safe.</param>
    /// <returns>The error.</returns>
    public static NodeError Said(string code, string advice, string said, bool retryable = false)
    {
        var line = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return new NodeError(code, $"{advice} The database says: {(line.Length <= MaxSaid ? line : line[..MaxSaid] + "…")}", retryable);
    }
}
