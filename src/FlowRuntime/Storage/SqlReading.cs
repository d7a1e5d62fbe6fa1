using Microsoft.Data.Sqlite;

namespace FlowRuntime.Storage;

/// <summary>Reads columns the way <see cref="SqlSession"/> writes them.</summary>
internal static class SqlReading
{
    public static string? TextOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static byte[]? BytesOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : (byte[])reader.GetValue(column);

    public static DateTimeOffset Time(this SqliteDataReader reader, int column) =>
        new(reader.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Time(column);
}
