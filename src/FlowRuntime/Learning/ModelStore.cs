using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Understanding.Intents;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Learning;

/// <summary>Keeps what was learned in the database.</summary>
internal sealed partial class ModelStore(IDbContextFactory<StudioDbContext> contexts, IWriteGate gate, TimeProvider time)
{
    /// <summary>Reads a classifier.</summary>
    /// <returns>It; null when there is none, or one of another version of the product.</returns>
    public async Task<LearnedIntents?> FindAsync(BotPhrases phrases, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(
                (db, token) => db.Set<IntentModelRow>().Where(m => m.Hash == phrases.Hash).Select(m => m.Model).SingleOrDefaultAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        try
        {
            using var unpacked = Unpack(stored);
            return LearnedIntents.Load(unpacked, phrases);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    public async Task<LearnedReport?> FindReportAsync(string hash, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(
                (db, token) =>
                    db.Set<IntentModelRow>()
                        .Where(m => m.Hash == hash)
                        .Select(m => new { m.Report, m.Accuracy, m.LearnedAt })
                        .SingleOrDefaultAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (row is null)
        {
            return null;
        }

        using var unpacked = Unpack(row.Report);
        var leftOut = await JsonSerializer.DeserializeAsync(unpacked, ReportJson.Default.ListLeftOutOfBot, cancellationToken).ConfigureAwait(false);
        return new LearnedReport(hash, row.Accuracy, leftOut ?? [], row.LearnedAt);
    }

    public Task SaveAsync(BotPhrases phrases, BotLesson lesson, CancellationToken cancellationToken)
    {
        var threshold = lesson.Intents.Threshold;
        var right = lesson.LeftOut.Count(l => l.Phrase.Found == l.Phrase.Intent && l.Phrase.Score >= threshold);
        var row = new IntentModelRow
        {
            Hash = phrases.Hash,
            Model = Pack(lesson.Intents.Save),
            Report = Pack(stream => JsonSerializer.Serialize(stream, [.. lesson.LeftOut], ReportJson.Default.ListLeftOutOfBot)),
            Accuracy = lesson.LeftOut.Count == 0 ? null : (double)right / lesson.LeftOut.Count,
            LearnedAt = time.GetUtcNow(),
        };
        return gate.WriteAsync(
            async (db, token) =>
            {
                await db.Set<IntentModelRow>().Where(m => m.Hash == row.Hash).ExecuteDeleteAsync(token).ConfigureAwait(false);
                db.Add(row);
                return await db.SaveChangesAsync(token).ConfigureAwait(false);
            },
            cancellationToken
        );
    }

    /// <summary>Says which phrases a version or draft has, and forgets what none has any more.</summary>
    /// <returns>Hashes of what was forgotten.</returns>
    public Task<List<string>> UseAsync(string botId, int version, BotPhrases phrases, CancellationToken cancellationToken) =>
        gate.WriteAsync(
            async (db, token) =>
            {
                var use = await db.Set<IntentModelUseRow>()
                    .SingleOrDefaultAsync(u => u.BotId == botId && u.Version == version, token)
                    .ConfigureAwait(false);
                if (use?.Hash != phrases.Hash)
                {
                    use ??= db.Add(new IntentModelUseRow { BotId = botId, Version = version, Hash = phrases.Hash }).Entity;
                    use.Hash = phrases.Hash;
                    use.Phrases = phrases.Count;
                    use.Intents = phrases.ByLanguage.SelectMany(l => l.Phrases).Select(p => p.Intent).Distinct(StringComparer.Ordinal).Count();
                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                }

                var unused = await db.Set<IntentModelRow>()
                    .Where(m => !db.Set<IntentModelUseRow>().Any(u => u.Hash == m.Hash))
                    .Select(m => m.Hash)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                await db.Set<IntentModelRow>().Where(m => unused.Contains(m.Hash)).ExecuteDeleteAsync(token).ConfigureAwait(false);
                return unused;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<VersionAccuracy>> ListAsync(string botId, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<VersionAccuracy>>(
            async (db, token) =>
                await db.Set<IntentModelUseRow>()
                    .Where(u => u.BotId == botId && u.Version != IntentModelUseRow.Draft)
                    .OrderByDescending(u => u.Version)
                    .Select(u => new VersionAccuracy(
                        u.Version,
                        u.Intents,
                        u.Phrases,
                        db.Set<IntentModelRow>().Where(m => m.Hash == u.Hash).Select(m => m.Accuracy).FirstOrDefault()
                    ))
                    .ToListAsync(token)
                    .ConfigureAwait(false),
            cancellationToken
        );

    private static byte[] Pack(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var compressing = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            write(compressing);
        }

        return packed.ToArray();
    }

    private static BrotliStream Unpack(byte[] packed) => new(new MemoryStream(packed), CompressionMode.Decompress);

    private async Task<T> ReadAsync<T>(Func<StudioDbContext, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await read(db, cancellationToken).ConfigureAwait(false);
        }
    }

    [JsonSerializable(typeof(List<LeftOutOfBot>))]
    private sealed partial class ReportJson : JsonSerializerContext;
}
