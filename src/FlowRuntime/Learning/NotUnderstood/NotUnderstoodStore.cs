using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Learning.NotUnderstood;

/// <inheritdoc cref="INotUnderstood"/>
internal sealed class NotUnderstoodStore(IDbContextFactory<StudioDbContext> contexts, IWriteGate gate) : INotUnderstood
{
    /// <summary>Different messages kept of a bot; the rarest and oldest make room.</summary>
    public const int MostOfBot = 1_000;

    public async Task<IReadOnlyList<NotUnderstoodMessage>> ListAsync(string botId, int most, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await Open(db, botId)
                .OrderByDescending(m => m.Count)
                .ThenByDescending(m => m.LastAt)
                .Take(most)
                .Select(m => new NotUnderstoodMessage(m.Id, m.Text, m.Language, m.Count, m.FirstAt, m.LastAt))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task<int> CountAsync(string botId, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await Open(db, botId).CountAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task SettleAsync(string botId, IReadOnlyCollection<long> ids, bool isDone, CancellationToken cancellationToken) =>
        gate.WriteAsync(
            (db, token) =>
                db.Set<NotUnderstoodRow>()
                    .Where(m => m.BotId == botId && ids.Contains(m.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.IsDone, isDone), token),
            cancellationToken
        );

    /// <summary>Stores what was heard, in one commit.</summary>
    public Task AddAsync(IReadOnlyCollection<Misheard> messages, CancellationToken cancellationToken) =>
        gate.WriteAsync(
            async (db, token) =>
            {
                foreach (var ofBot in messages.GroupBy(m => m.BotId, StringComparer.Ordinal))
                {
                    await AddAsync(db, ofBot.Key, [.. ofBot], token).ConfigureAwait(false);
                }

                return 0;
            },
            cancellationToken
        );

    private static async Task AddAsync(StudioDbContext db, string botId, List<Misheard> messages, CancellationToken cancellationToken)
    {
        var words = messages.Select(m => m.Words).Distinct(StringComparer.Ordinal).ToList();
        var known = await db.Set<NotUnderstoodRow>()
            .Where(m => m.BotId == botId && words.Contains(m.Words))
            .ToDictionaryAsync(m => m.Words, StringComparer.Ordinal, cancellationToken)
            .ConfigureAwait(false);
        foreach (var message in messages)
        {
            if (!known.TryGetValue(message.Words, out var row))
            {
                row = new NotUnderstoodRow { BotId = botId, Words = message.Words, Text = message.Text, Language = message.Language, FirstAt = message.At };
                known[message.Words] = db.Add(row).Entity;
            }

            row.Count++;
            row.LastAt = message.At;
        }

        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await db.Set<NotUnderstoodRow>()
            .Where(m => m.BotId == botId)
            .OrderByDescending(m => m.Count)
            .ThenByDescending(m => m.LastAt)
            .Skip(MostOfBot)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private static IQueryable<NotUnderstoodRow> Open(StudioDbContext db, string botId) =>
        db.Set<NotUnderstoodRow>().Where(m => m.BotId == botId && !m.IsDone);
}

/// <summary>A message as it was heard, ready to be stored.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="Words">Hash of its words.</param>
/// <param name="Text">The message, secrets masked.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="At">When, UTC.</param>
internal sealed record Misheard(string BotId, string Words, string Text, string Language, DateTimeOffset At);
