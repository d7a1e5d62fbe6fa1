using System.Linq.Expressions;
using FlowEngine.Running;
using FlowRuntime.Dispatch;
using FlowRuntime.Library;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Conversations;

/// <summary>Reads conversations, transcripts and runs; never waits for the writer.</summary>
internal sealed class ConversationReader(StudioDatabase database, IDbContextFactory<StudioDbContext> contexts)
{
    private static readonly Expression<Func<ConversationRow, ConversationSummary>> ToSummary = c => new ConversationSummary(
        c.Id,
        c.BotId,
        c.Channel,
        c.ContactId,
        c.ContactName,
        c.Owner,
        c.Agent,
        c.HandoffReason,
        c.CreatedAt,
        c.ChangedAt,
        c.NextSequence - 1,
        c.LastText ?? "",
        c.HandoffQueue
    );

    private static readonly Expression<Func<RunRow, RunSummary>> ToRun = r => new RunSummary(
        r.Id,
        r.ConversationId,
        r.FlowId,
        r.BotVersion,
        r.Status,
        r.StartedAt,
        r.ChangedAt,
        r.ErrorCode == null ? null : new NodeError(r.ErrorCode, r.ErrorMessage ?? "", false, null),
        BotAddress.Parse(r.BotId).Environment
    );

    public async Task<ConversationSummary?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context
                .Set<ConversationRow>()
                .AsNoTracking()
                .Where(c => c.Id == conversationId)
                .Select(ToSummary)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public Task<IReadOnlyList<TranscriptMessage>> ReadAsync(
        string conversationId,
        long afterSequence,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1_000);
        cancellationToken.ThrowIfCancellationRequested();
        using var session = database.Open();
        return Task.FromResult<IReadOnlyList<TranscriptMessage>>(
            Transcript.Read(session, conversationId, afterSequence, limit)
        );
    }

    public async Task<IReadOnlyList<ConversationSummary>> ListAsync(
        ConversationQuery query,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 500);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await Listed(context, query).Select(ToSummary).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What a list shows. Runs without a chat, which are many, are in none of its indexes.</summary>
    internal static IQueryable<ConversationRow> Listed(StudioDbContext context, ConversationQuery query)
    {
        var rows = context
            .Set<ConversationRow>()
            .AsNoTracking()
            .Where(c => !c.IsHeadless || c.Owner == ConversationOwner.Queued || c.Owner == ConversationOwner.Agent);
        rows = query.Owners.Count == 0 ? rows : rows.Where(c => query.Owners.Contains(c.Owner));
        rows = query.BotId is null ? rows : rows.Where(c => c.BotId == query.BotId);
        return rows.OrderByDescending(c => c.ChangedAt).ThenBy(c => c.Id).Take(query.Limit);
    }

    public async Task<IReadOnlyList<RunSummary>> ListRunsAsync(
        string botId,
        string? beforeRunId,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 200);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var rows = context.Set<RunRow>().AsNoTracking().Where(r => r.BotId == botId);
            rows = beforeRunId is null ? rows : rows.Where(r => r.Id.CompareTo(beforeRunId) < 0);
            return await rows.OrderByDescending(r => r.Id)
                .Take(limit)
                .Select(ToRun)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task<RunDetail?> FindRunAsync(string botId, string runId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var run = await context
                .Set<RunRow>()
                .AsNoTracking()
                .Where(r => r.Id == runId && (r.BotId == botId || r.BotId.StartsWith(botId + "@")))
                .Select(ToRun)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            if (run is null)
            {
                return null;
            }

            var rows = await context
                .Set<JournalRow>()
                .AsNoTracking()
                .Where(j => j.RunId == runId)
                .OrderBy(j => j.Id)
                .Select(j => j.Entries)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return new RunDetail(run, [.. rows.SelectMany(row => JournalLines.Read(runId, row))]);
        }
    }
}
