using System.Text;
using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Auditing;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library;

/// <summary>One save of a whole bot. The documents are written before the gate is entered.</summary>
internal sealed class BundleSave
{
    private readonly BotBundle _bundle;
    private readonly string _actor;
    private readonly DateTimeOffset _now;
    private readonly byte[] _document;
    private readonly OrderedDictionary<string, FlowSave> _flows;
    private readonly OrderedDictionary<string, byte[]> _tests;

    public BundleSave(BotBundle bundle, NodeCatalog catalog, string actor, DateTimeOffset now)
    {
        (_bundle, _actor, _now) = (bundle, actor, now);
        if (bundle.Flows.FirstOrDefault(f => f.Key != f.Value.Id) is { Key: { } key })
        {
            throw new ArgumentException($"The flow under {key} has another id.", nameof(bundle));
        }

        _document = BotDocument.Write(bundle.Bot);
        _flows = new(
            bundle.Flows.Select(f => KeyValuePair.Create(f.Key, new FlowSave(bundle.Bot.Id, f.Value, catalog, actor, now))),
            StringComparer.Ordinal
        );
        _tests = new(bundle.Tests.Select(t => KeyValuePair.Create(t.Key, Bytes(t.Value))), StringComparer.Ordinal);
    }

    /// <summary>Saves if the caller saw the current draft.</summary>
    public async Task<SaveResult> ApplyAsync(StudioDbContext db, string? expectedETag, CancellationToken cancellationToken)
    {
        var id = _bundle.Bot.Id;
        var bot = await db.Set<BotRow>().SingleOrDefaultAsync(b => b.Id == id, cancellationToken).ConfigureAwait(false);
        if (expectedETag != "*" && expectedETag != bot?.ETag)
        {
            return new SaveResult(false, bot?.ETag);
        }

        var flows = await db.Set<FlowRow>().Where(f => f.BotId == id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var tests = await db.Set<TestRow>().Where(t => t.BotId == id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var isNew = bot is null;
        bot ??= db.Add(NewBot(id)).Entity;
        var changed = isNew | !bot.Document.AsSpan().SequenceEqual(_document) | SaveFlows(db, flows) | SaveTests(db, tests);
        if (!changed)
        {
            return new SaveResult(true, bot.ETag);
        }

        (bot.Name, bot.Document) = (_bundle.Bot.Name, _document);
        DraftMark.Changed(bot, _actor, _now);
        db.Add(new AuditRow { At = _now, Actor = _actor, Action = isNew ? "bot.created" : "bot.replaced", Subject = id });
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return new SaveResult(true, bot.ETag);
    }

    private BotRow NewBot(string id) =>
        new()
        {
            Id = id,
            Name = _bundle.Bot.Name,
            Document = _document,
            ETag = DraftMark.NewETag(),
            ChangedBy = _actor,
        };

    private bool SaveFlows(StudioDbContext db, List<FlowRow> rows)
    {
        var stored = rows.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var changed = false;
        var position = 0;
        foreach (var (id, save) in _flows)
        {
            if (stored.Remove(id, out var row))
            {
                changed |= save.Refresh(row, position);
            }
            else
            {
                db.Add(save.NewRow(position));
                changed = true;
            }

            position++;
        }

        db.RemoveRange(stored.Values);
        return changed || stored.Count > 0;
    }

    private bool SaveTests(StudioDbContext db, List<TestRow> rows)
    {
        var stored = rows.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var changed = false;
        var position = 0;
        foreach (var (id, document) in _tests)
        {
            if (!stored.Remove(id, out var row))
            {
                db.Add(new TestRow { BotId = _bundle.Bot.Id, Id = id, Position = position, Document = document });
                changed = true;
            }
            else if (row.Position != position || !row.Document.AsSpan().SequenceEqual(document))
            {
                (row.Position, row.Document) = (position, document);
                changed = true;
            }

            position++;
        }

        db.RemoveRange(stored.Values);
        return changed || stored.Count > 0;
    }

    private static byte[] Bytes(JsonElement test) => Encoding.UTF8.GetBytes(test.GetRawText());
}
