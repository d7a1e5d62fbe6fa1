using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.Versions;

/// <summary>Reads the runs that wait, page by page, in the order of their start.</summary>
internal static class WaitingRuns
{
    private const int PageSize = 200;

    private const string Columns =
        "SELECT r.Id, r.ConversationId, r.BotVersion, c.State, c.TurnNo, c.LeaseUntil, c.TurnItem "
        + "FROM Runs r JOIN Conversations c ON c.Id = r.ConversationId ";

    /// <summary>Every waiting run that a move concerns.</summary>
    public static IEnumerable<WaitingRun> Of(StudioDatabase database, VersionMove move)
    {
        var after = "";
        while (true)
        {
            List<WaitingRun> page;
            using (var session = database.Open())
            {
                page = session.All(
                    Columns
                        + "WHERE r.BotId = $1 AND r.Id > $2 AND r.Status = $3 AND r.BotVersion <> $4 "
                        + "AND ($5 IS NULL OR r.BotVersion = $5) ORDER BY r.Id LIMIT $6",
                    Read,
                    move.BotId,
                    after,
                    RunStatus.Waiting,
                    move.ToVersion,
                    move.FromVersion,
                    PageSize
                );
            }

            foreach (var run in page)
            {
                yield return run;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].RunId;
        }
    }

    /// <summary>One run as it stands in a transaction; null when it does not wait any more.</summary>
    public static WaitingRun? Find(SqlSession sql, string runId) =>
        sql.First(Columns + "WHERE r.Id = $1 AND r.Status = $2", Read, runId, RunStatus.Waiting);

    private static WaitingRun Read(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetInt32(2),
            row.BytesOrNull(3) ?? [],
            row.GetInt64(4),
            row.TimeOrNull(5),
            !row.IsDBNull(6)
        );
}

/// <summary>A run that waits.</summary>
/// <param name="RunId">The run.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="BotVersion">Version it is pinned to.</param>
/// <param name="StateJson">Its snapshot.</param>
/// <param name="TurnNo">Fence of the conversation.</param>
/// <param name="LeaseUntil">Until when somebody has claimed the conversation; null for nobody.</param>
/// <param name="IsBegun">True when a turn has committed in its middle.</param>
internal sealed record WaitingRun(
    string RunId,
    string ConversationId,
    int BotVersion,
    byte[] StateJson,
    long TurnNo,
    DateTimeOffset? LeaseUntil,
    bool IsBegun
)
{
    /// <summary>Reads the snapshot; null when it belongs to another run.</summary>
    public RunState? ReadState() =>
        StateJson.Length > 0 && JsonSerializer.Deserialize(StateJson, RunJson.Default.RunState) is { } state && state.RunId == RunId
            ? state
            : null;

    /// <summary>Whether a turn is under way.</summary>
    public bool IsInTurn(DateTimeOffset now) => IsBegun || LeaseUntil > now;
}
