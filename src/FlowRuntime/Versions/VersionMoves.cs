using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Auditing;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Library;
using FlowRuntime.Storage;

namespace FlowRuntime.Versions;

/// <summary>Moves waiting runs. Each goes in a commit of its own, fenced like a turn, with a line in its journal.</summary>
internal sealed class VersionMoves(
    IFlowLibrary library,
    NodeCatalog catalog,
    StudioDatabase database,
    StudioWriter writer,
    ConversationEvents events,
    IAuditTrail audit,
    TimeProvider time
) : IVersionMoves
{
    /// <inheritdoc/>
    public async Task<MovePreview?> PreviewAsync(VersionMove move, CancellationToken cancellationToken)
    {
        if (await PlanAsync(move, cancellationToken).ConfigureAwait(false) is not { } plan)
        {
            return null;
        }

        var sources = new Sources(library, BotAddress.Parse(move.BotId).BotId);
        var places = new Dictionary<(int Version, PlannedPlace Place), int>();
        foreach (var run in WaitingRuns.Of(database, move))
        {
            if (run.ReadState() is { } state)
            {
                var source = await sources.FindAsync(run.BotVersion, cancellationToken).ConfigureAwait(false);
                foreach (var place in plan.PlacesOf(state, source))
                {
                    places[(run.BotVersion, place)] = places.GetValueOrDefault((run.BotVersion, place)) + 1;
                }
            }
        }

        return new MovePreview([
            .. places
                .Select(p => new MovePlace(
                    p.Key.Version,
                    p.Key.Place.Flow,
                    p.Key.Place.Node,
                    p.Value,
                    p.Key.Place.ToFlow,
                    p.Key.Place.ToNode,
                    p.Key.Place.Obstacle
                ))
                .OrderBy(p => p.FromVersion)
                .ThenBy(p => p.Flow, StringComparer.Ordinal)
                .ThenBy(p => p.Node, StringComparer.Ordinal),
        ]);
    }

    /// <inheritdoc/>
    public async Task<MoveReport?> MoveAsync(VersionMove move, string actor, CancellationToken cancellationToken)
    {
        if (await PlanAsync(move, cancellationToken).ConfigureAwait(false) is not { } plan)
        {
            return null;
        }

        var sources = new Sources(library, BotAddress.Parse(move.BotId).BotId);
        var (moved, skipped) = (new List<string>(), new List<SkippedRun>());
        foreach (var run in WaitingRuns.Of(database, move))
        {
            var source = await sources.FindAsync(run.BotVersion, cancellationToken).ConfigureAwait(false);
            var reason = await writer
                .CommitAsync(unit => MoveOne(unit, plan, source, run, move, actor), cancellationToken)
                .ConfigureAwait(false);
            if (reason is null)
            {
                moved.Add(run.RunId);
            }
            else
            {
                skipped.Add(new SkippedRun(run.RunId, reason));
            }
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"{move.BotId}/{move.ToVersion}: {moved.Count} moved, {skipped.Count} not");
        await audit.RecordAsync("runs.moved", what, actor, cancellationToken).ConfigureAwait(false);
        return new MoveReport(moved, skipped);
    }

    private async Task<MovePlan?> PlanAsync(VersionMove move, CancellationToken cancellationToken) =>
        await library.FindVersionAsync(BotAddress.Parse(move.BotId).BotId, move.ToVersion, cancellationToken).ConfigureAwait(false) is { } target
            ? new MovePlan(move, target, catalog)
            : null;

    /// <summary>Moves a run as it stands now; says why not.</summary>
    private string? MoveOne(WriteUnit unit, MovePlan plan, BotBundle? source, WaitingRun seen, VersionMove move, string actor)
    {
        var now = time.GetUtcNow();
        var run = WaitingRuns.Find(unit.Sql, seen.RunId);
        if (run is null || run.BotVersion != seen.BotVersion || run.ReadState() is not { } state)
        {
            return "The run does not wait any more.";
        }

        if (run.IsInTurn(now))
        {
            return "The run is in a turn at this moment. Move it again later.";
        }

        if (plan.PlacesOf(state, source).FirstOrDefault(p => p.Obstacle is not null) is { Obstacle: { } obstacle })
        {
            return obstacle;
        }

        var rewritten = plan.Rewrite(JsonNode.Parse(run.StateJson)!.AsObject()); // it was read as a snapshot just now
        unit.Sql.Execute(
            "UPDATE Conversations SET State = $3, BotVersion = $4, TurnNo = TurnNo + 1, LeaseUntil = NULL WHERE Id = $1 AND TurnNo = $2",
            run.ConversationId,
            run.TurnNo,
            JsonSerializer.SerializeToUtf8Bytes(rewritten),
            move.ToVersion
        );
        unit.Sql.Execute("UPDATE Runs SET BotVersion = $2, ChangedAt = $3 WHERE Id = $1", run.RunId, move.ToVersion, now);
        var entry = new JournalEntry(
            JournalKind.RunMoved,
            run.RunId,
            state.Frames is [var first, ..] ? first.FlowId : "",
            "",
            0,
            now,
            Data: JsonSerializer.SerializeToElement(new JsonObject { ["from"] = run.BotVersion, ["to"] = move.ToVersion, ["by"] = actor })
        );
        unit.Sql.Execute(
            "INSERT INTO Journal (RunId, Entries) VALUES ($1, $2)",
            run.RunId,
            JournalLines.Write([entry])
        );
        unit.AfterCommit(() => events.Publish(new ConversationEvent.Journaled(run.ConversationId, [entry])));
        return null;
    }

    /// <summary>The versions that runs come from, each read once.</summary>
    private sealed class Sources(IFlowLibrary library, string botId)
    {
        private readonly Dictionary<int, BotBundle?> _known = [];

        public async Task<BotBundle?> FindAsync(int version, CancellationToken cancellationToken)
        {
            if (!_known.TryGetValue(version, out var found))
            {
                found = await library.FindVersionAsync(botId, version, cancellationToken).ConfigureAwait(false);
                _known[version] = found;
            }

            return found;
        }
    }
}
