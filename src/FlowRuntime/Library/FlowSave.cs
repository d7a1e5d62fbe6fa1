using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Auditing;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library;

/// <summary>One save of one flow. The document is written before the gate is entered.</summary>
internal sealed class FlowSave(string botId, FlowDefinition flow, NodeCatalog catalog, string actor, DateTimeOffset now)
{
    private readonly byte[] _document = FlowDocument.Write(flow, catalog);

    public async Task<FlowSaveResult> ApplyAsync(StudioDbContext db, long expectedRevision, CancellationToken cancellationToken)
    {
        var bot = await db.Set<BotRow>().SingleOrDefaultAsync(b => b.Id == botId, cancellationToken).ConfigureAwait(false);
        if (bot is null)
        {
            return new FlowSaveResult(false, null);
        }

        var flows = db.Set<FlowRow>().Where(f => f.BotId == botId);
        var row = await flows.SingleOrDefaultAsync(f => f.Id == flow.Id, cancellationToken).ConfigureAwait(false);

        // The same content again changes nothing: an editor that never heard the answer to its save may repeat it.
        if (row is not null && row.Document.AsSpan().SequenceEqual(_document))
        {
            return new FlowSaveResult(true, Draft(row));
        }

        if (expectedRevision != (row?.Revision ?? 0))
        {
            return new FlowSaveResult(false, row is null ? null : DraftQueries.Draft(row));
        }

        if (row is null)
        {
            var last = await flows.MaxAsync(f => (int?)f.Position, cancellationToken).ConfigureAwait(false);
            row = NewRow((last ?? -1) + 1);
            db.Add(row);
            db.Add(new AuditRow { At = now, Actor = actor, Action = "flow.created", Subject = $"{botId}/{flow.Id}" });
        }
        else
        {
            Fill(row);
        }

        DraftMark.Changed(bot, actor, now);
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return new FlowSaveResult(true, Draft(row));
    }

    /// <summary>A row for a flow that is not stored yet.</summary>
    public FlowRow NewRow(int position)
    {
        var row = new FlowRow
        {
            BotId = botId,
            Id = flow.Id,
            Position = position,
            Name = flow.Name,
            Document = _document,
            ChangedBy = actor,
        };
        Fill(row);
        return row;
    }

    /// <summary>Brings a row up to date; leaves it alone, with its revision, when it already is.</summary>
    public bool Refresh(FlowRow row, int position)
    {
        var isSame = row.Position == position && row.Document.AsSpan().SequenceEqual(_document);
        row.Position = position;
        if (!row.Document.AsSpan().SequenceEqual(_document))
        {
            Fill(row);
        }

        return !isSame;
    }

    private void Fill(FlowRow row)
    {
        (row.Name, row.Document, row.NodeCount) = (flow.Name, _document, flow.Nodes.Count);
        row.Trigger = flow.Nodes.Values.FirstOrDefault(IsTrigger)?.Type;
        (row.ChangedAt, row.ChangedBy) = (now, actor);
        row.Revision++;
    }

    private bool IsTrigger(FlowNode node) => catalog.TryGet(node.Type, node.Version, out var type) && type.Definition.IsTrigger;

    private FlowDraft Draft(FlowRow row) => new(flow, row.Revision, row.ChangedAt, row.ChangedBy);
}
