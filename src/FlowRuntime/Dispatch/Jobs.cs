using System.Text.Json;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>The rows of calls that outlived their turns.</summary>
internal sealed class Jobs(
    StudioWriter writer,
    ConversationEvents events,
    ISecretRedactor redactor,
    ProcessIdentity process,
    TimeProvider time,
    IOptions<DispatchOptions> options
)
{
    private const string Columns =
        "SELECT j.EffectKey, j.ConversationId, j.RunId, j.FlowId, j.NodeId, j.Effect, j.Idempotent, j.Attempt, j.StartedAt, "
        + "j.InterimSent, c.BotId, c.BotVersion, c.Channel, c.Language, c.ContactId, c.ContactName, c.State, c.TimeZone "
        + "FROM Jobs j JOIN Conversations c ON c.Id = j.ConversationId ";

    /// <summary>JSON of a result, with secrets redacted.</summary>
    public static byte[] Serialize(CallResult result, ISecretRedactor redactor) =>
        JsonSerializer.SerializeToUtf8Bytes(Clean(result, redactor), RunJson.Default.CallResult);

    /// <summary>Puts a result into the inbox, once.</summary>
    /// <param name="job">The job; an attempt that was taken over settles nothing.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="wake">Called after the commit.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>False when another attempt has it, or it has settled.</returns>
    public Task<bool> SettleAsync(Job job, CallResult result, Action wake, CancellationToken cancellationToken)
    {
        var clean = Clean(result, redactor);
        return writer.CommitAsync(
            unit =>
            {
                var mine =
                    unit.Sql.Execute(
                        "DELETE FROM Jobs WHERE EffectKey = $1 AND Attempt = $2",
                        job.Call.EffectKey,
                        job.Attempt
                    ) == 1;
                if (mine)
                {
                    unit.Sql.Execute(
                        "UPDATE Effects SET Result = $2 WHERE EffectKey = $1 AND Result IS NULL",
                        job.Call.EffectKey,
                        JsonSerializer.SerializeToUtf8Bytes(clean, RunJson.Default.CallResult)
                    );
                    Inbox.Add(
                        unit.Sql,
                        job.ConversationId,
                        new TurnInput.JobSettled(job.Call.RunId, job.Call.EffectKey, clean),
                        time.GetUtcNow()
                    );
                    unit.AfterCommit(wake);
                }

                return mine;
            },
            cancellationToken
        );
    }

    /// <summary>Tells the visitor, once, that it takes longer.</summary>
    public Task<bool> SendInterimAsync(Job job, string text, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var first =
                    unit.Sql.Execute(
                        "UPDATE Jobs SET InterimSent = 1 WHERE EffectKey = $1 AND Attempt = $2 AND InterimSent = 0",
                        job.Call.EffectKey,
                        job.Attempt
                    ) == 1;
                var owner = unit.Sql.Scalar("SELECT Owner FROM Conversations WHERE Id = $1 AND IsHeadless = 0", job.ConversationId);
                if (first && owner is (long)ConversationOwner.Bot)
                {
                    var message = Transcript.Append(
                        unit.Sql,
                        job.ConversationId,
                        new TranscriptMessage(
                            0,
                            MessageFrom.Bot,
                            job.BotId,
                            text,
                            [],
                            default,
                            time.GetUtcNow(),
                            job.Call.RunId
                        )
                    );
                    unit.AfterCommit(() => events.Publish(new ConversationEvent.Messages(job.ConversationId, [message])));
                }

                return first;
            },
            cancellationToken
        );

    /// <summary>Renews the leases of this process and takes over what others let lapse.</summary>
    /// <param name="atStart">True when every other process is known to be gone.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>The calls taken over.</returns>
    public Task<List<LapsedJob>> RenewAndTakeAsync(bool atStart, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var now = time.GetUtcNow();
                var until = now + options.Value.JobLease;
                unit.Sql.Execute("UPDATE Jobs SET LeasedUntil = $2 WHERE LeasedBy = $1", process.Id, until);
                var lapsed = unit.Sql.All(
                    Columns + "WHERE j.LeasedBy <> $1 AND (j.LeasedUntil < $2 OR $3 = 1) ORDER BY j.StartedAt",
                    Read,
                    process.Id,
                    now,
                    atStart
                );
                foreach (var job in lapsed)
                {
                    unit.Sql.Execute(
                        "UPDATE Jobs SET Attempt = $2, LeasedBy = $3, LeasedUntil = $4 WHERE EffectKey = $1",
                        job.Job.Call.EffectKey,
                        job.Job.Attempt,
                        process.Id,
                        until
                    );
                }

                return lapsed;
            },
            cancellationToken
        );

    private static CallResult Clean(CallResult result, ISecretRedactor redactor) =>
        result with
        {
            Output = redactor.Redact(result.Output),
            Variables = result.Variables?.ToDictionary(v => v.Key, v => redactor.Redact(v.Value)),
            Error = result.Error is { } error ? error with { Message = redactor.Redact(error.Message) } : null,
        };

    private static LapsedJob Read(SqliteDataReader row) =>
        new(
            new Job(
                new DetachedCall(
                    row.GetString(2),
                    row.GetString(0),
                    row.GetString(3),
                    row.GetString(4),
                    (EffectKind)row.GetInt32(5),
                    row.GetBoolean(6)
                ),
                row.GetString(1),
                row.GetString(10),
                row.GetInt32(7) + 1,
                row.Time(8),
                null,
                row.GetBoolean(9)
            ),
            row.GetInt32(11),
            new ConversationInfo(
                row.GetString(1),
                row.GetString(12),
                row.GetString(13),
                row.GetString(14),
                row.TextOrNull(15),
                row.TextOrNull(17)
            ),
            row.BytesOrNull(16)
        );
}

/// <summary>A call that was taken over from a process that is gone.</summary>
/// <param name="Job">The job with the number of the new attempt.</param>
/// <param name="BotVersion">Version the run is pinned to.</param>
/// <param name="Conversation">The conversation.</param>
/// <param name="StateJson">The run that waits for it.</param>
internal sealed record LapsedJob(Job Job, int BotVersion, ConversationInfo Conversation, byte[]? StateJson);
