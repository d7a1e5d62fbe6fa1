using System.Text.Json;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library;

/// <summary>Reads drafts out of the database.</summary>
internal static class DraftQueries
{
    private enum Part
    {
        Bot,
        Flow,
        Test,
    }

    /// <summary>Reads a whole draft by one statement, so that no save can come between its parts.</summary>
    public static async Task<BotDraft?> FindAsync(StudioDbContext db, string botId, CancellationToken cancellationToken)
    {
        var bots = db.Set<BotRow>()
            .Where(b => b.Id == botId)
            .Select(b => new
            {
                Part = Part.Bot,
                b.Id,
                Position = 0,
                b.Document,
                ETag = (string?)b.ETag,
                LiveVersion = db.Set<DeploymentRow>()
                    .Where(d => d.BotId == b.Id && d.Environment == ConnectionEnvironment.Live)
                    .Select(d => d.Version)
                    .FirstOrDefault(),
            });
        var flows = db.Set<FlowRow>()
            .Where(f => f.BotId == botId)
            .Select(f => new { Part = Part.Flow, f.Id, f.Position, f.Document, ETag = (string?)null, LiveVersion = (int?)null });
        var tests = db.Set<TestRow>()
            .Where(t => t.BotId == botId)
            .Select(t => new { Part = Part.Test, t.Id, t.Position, t.Document, ETag = (string?)null, LiveVersion = (int?)null });
        var rows = await bots.Concat(flows).Concat(tests).AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        if (rows.FirstOrDefault(r => r.Part == Part.Bot) is not { ETag: { } etag } head)
        {
            return null;
        }

        var bundle = new BotBundle(
            StoredDocument.Value(BotDocument.Read(head.Document), $"bot {botId}"),
            new OrderedDictionary<string, FlowDefinition>(
                rows.Where(r => r.Part == Part.Flow)
                    .OrderBy(r => r.Position)
                    .Select(r => KeyValuePair.Create(r.Id, Flow(botId, r.Id, r.Document))),
                StringComparer.Ordinal
            ),
            new OrderedDictionary<string, JsonElement>(
                rows.Where(r => r.Part == Part.Test)
                    .OrderBy(r => r.Position)
                    .Select(r => KeyValuePair.Create(r.Id, JsonElement.Parse(r.Document))),
                StringComparer.Ordinal
            )
        );
        return new BotDraft(bundle, etag, head.LiveVersion);
    }

    public static async Task<IReadOnlyList<BotSummary>> ListAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        var rows = await (
            from bot in db.Set<BotRow>()
            join flow in db.Set<FlowRow>() on bot.Id equals flow.BotId into flowsOfBot
            from flow in flowsOfBot.DefaultIfEmpty()
            join live in db.Set<DeploymentRow>().Where(d => d.Environment == ConnectionEnvironment.Live) on bot.Id equals live.BotId into lives
            from live in lives.DefaultIfEmpty()
            let version = live == null ? null : live.Version
            join made in db.Set<VersionRow>() on new { BotId = bot.Id, Version = version } equals new { made.BotId, Version = (int?)made.Version } into versions
            from made in versions.DefaultIfEmpty()
            orderby bot.Name, bot.Id, flow.Position
            select new
            {
                bot.Id,
                bot.Name,
                LiveVersion = version,
                IsChanged = made == null || made.ETag != bot.ETag,
                bot.ChangedAt,
                bot.ChangedBy,
                Flow = flow == null
                    ? null
                    : new FlowSummary(flow.Id, flow.Name, flow.NodeCount, flow.Trigger, flow.ChangedAt, flow.ChangedBy),
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.GroupBy(r => r.Id)
                .Select(bot => new BotSummary(
                    bot.Key,
                    bot.First().Name,
                    bot.First().LiveVersion,
                    bot.First().IsChanged,
                    bot.First().ChangedAt,
                    bot.First().ChangedBy,
                    [.. bot.Select(r => r.Flow).OfType<FlowSummary>()]
                )),
        ];
    }

    public static FlowDraft Draft(FlowRow row) => new(Flow(row.BotId, row.Id, row.Document), row.Revision, row.ChangedAt, row.ChangedBy);

    private static FlowDefinition Flow(string botId, string id, byte[] document) =>
        StoredDocument.Value(FlowDocument.Read(document), $"flow {botId}/{id}");
}
