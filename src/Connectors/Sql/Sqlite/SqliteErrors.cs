using FlowEngine.Running;
using SQLitePCL;

namespace Connectors.Sql.Sqlite;

/// <summary>Failures of SQLite as node errors, by its result codes (sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    /// <summary>Makes an error.</summary>
    /// <param name="code">Primary result code.</param>
    /// <param name="extended">Extended result code.</param>
    /// <param name="said">What SQLite says.</param>
    /// <returns>The error. SQLite undoes a statement that fails, so that busy ones may be repeated.</returns>
    public static NodeError From(int code, int extended, string said) =>
        code switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => SqlErrors.Said(
                SqlErrors.Conflict,
                "Others are changing the file; nothing was changed.",
                said,
                retryable: true
            ),
            raw.SQLITE_READONLY => SqlErrors.Said(SqlErrors.Denied, "The file cannot be written.", said),
            raw.SQLITE_AUTH or raw.SQLITE_PERM => NotAllowed(said),
            raw.SQLITE_ERROR when said.StartsWith("not authorized", StringComparison.Ordinal) => NotAllowed(said),
            raw.SQLITE_CONSTRAINT when extended is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY => SqlErrors.Said(
                SqlErrors.Unique,
                "There is a row with this key already.",
                said
            ),
            raw.SQLITE_CONSTRAINT => SqlErrors.Said(SqlErrors.Constraint, "A rule of the tables forbids the change.", said),
            raw.SQLITE_MISMATCH or raw.SQLITE_RANGE => SqlErrors.Said(SqlErrors.Value, "A value does not fit where it is used.", said),
            raw.SQLITE_TOOBIG => SqlErrors.Said(SqlErrors.Size, "A value is too large.", said),
            raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT or raw.SQLITE_IOERR or raw.SQLITE_FULL => SqlErrors.Said(
                SqlErrors.Connection,
                "The file cannot be used as a database.",
                said
            ),
            raw.SQLITE_ERROR => SqlErrors.Said(SqlErrors.Syntax, "The database does not understand the statement. Correct it.", said),
            _ => SqlErrors.Said(SqlErrors.Other, $"The statement failed ({code}).", said),
        };

    private static NodeError NotAllowed(string said) =>
        SqlErrors.Said(
            SqlErrors.Denied,
            "The statement does more than this node may: a query only reads, a change changes rows only.",
            said
        );
}
