using SQLitePCL;

namespace Connectors.Sql.Sqlite;

/// <summary>
/// Says what a statement may do, asked by SQLite itself while it compiles the statement: whatever a text looks like, no
/// other file is attached, no setting changed, no table altered, and a query only reads. Source: sqlite.org/c3ref/set_authorizer.
/// </summary>
internal static class SqliteGuard
{
    private const int Pragma = 19;
    private const int Function = 31;

    // Action codes, sqlite.org/c3ref/c_alter_table.html.
    private static readonly int[] Reading = [20, 21, Function, 33]; // read, select, function, recursive
    private static readonly int[] Changing = [9, 18, 23]; // delete, insert, update

    /// <summary>Watches a database until <see cref="Release"/>.</summary>
    /// <param name="database">The database.</param>
    /// <param name="changes">True when data may be changed.</param>
    public static void Watch(sqlite3 database, bool changes) =>
        raw.sqlite3_set_authorizer(
            database,
            changes ? AllowChanges : AllowReads,
            null
        );

    /// <summary>Stops watching.</summary>
    /// <param name="database">The database.</param>
    public static void Release(sqlite3 database) => raw.sqlite3_set_authorizer(database, (strdelegate_authorizer?)null, null);

    private static int AllowReads(object data, int action, string first, string second, string name, string trigger) =>
        MayRead(action, first, second) ? raw.SQLITE_OK : raw.SQLITE_DENY;

    private static int AllowChanges(object data, int action, string first, string second, string name, string trigger) =>
        MayRead(action, first, second) || Array.IndexOf(Changing, action) >= 0 ? raw.SQLITE_OK : raw.SQLITE_DENY;

    private static bool MayRead(int action, string first, string second) =>
        action switch
        {
            Function => !string.Equals(second, "load_extension", StringComparison.OrdinalIgnoreCase),
            // Full-text search asks for this one by itself.
            Pragma => string.Equals(first, "data_version", StringComparison.OrdinalIgnoreCase),
            _ => Array.IndexOf(Reading, action) >= 0,
        };
}
