using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FlowRuntime.Auditing;
using FlowRuntime.Credentials;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>The log of deliveries in the database.</summary>
internal sealed class HookDeliveryLog(
    StudioDatabase database,
    IBotSource bots,
    HookRuns runs,
    HookDeliveries deliveries,
    HookDrafts drafts,
    IAuditTrail audit,
    ISecretRedactor redactor,
    TimeProvider time
) : IHookDeliveries
{
    private const int MostLines = 200;

    public Task<IReadOnlyList<HookDeliveryLine>> ListAsync(HookDeliveryQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MostLines);
        cancellationToken.ThrowIfCancellationRequested();
        using var session = database.Open();
        return Task.FromResult<IReadOnlyList<HookDeliveryLine>>(HookDeliveryReader.List(session, query));
    }

    public Task<HookDeliveryDetail?> FindAsync(string botId, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            Find(botId, id) is { } stored
                ? new HookDeliveryDetail(
                    stored.Line,
                    stored.Head is { } head ? redactor.Redact(JsonElement.Parse(head)) : default,
                    stored.Body is { } body && Utf8.IsValid(body) ? redactor.Redact(Encoding.UTF8.GetString(body)) : null,
                    stored.RunId,
                    stored.Response
                )
                : null
        );
    }

    public async Task<HookReplay> ReplayLiveAsync(string botId, string id, string actor, CancellationToken cancellationToken)
    {
        if (Find(botId, id) is not { } stored)
        {
            return new HookReplay(null, "delivery.missing", "There is no such delivery.");
        }

        if (stored.Event() is not { } happened)
        {
            return new HookReplay(null, "delivery.forgotten", "The payload of this delivery is not kept any more.");
        }

        if (
            await bots.FindLiveAsync(botId, cancellationToken).ConfigureAwait(false) is not { } live
            || !LiveHook.Of(live).TryGetValue(stored.Line.Hook, out var hook)
        )
        {
            return new HookReplay(null, "hook.missing", "The live version has no such webhook any more.");
        }

        await audit.RecordAsync("webhook.replayed", $"{botId}/hooks/{hook.Name}/{id}", actor, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var conversation = $"webhook.{Guid.CreateVersion7(now):N}";
        var start = new HeadlessStart(conversation, botId, live.Language, "webhook", hook.Trigger.FlowId, hook.Trigger.NodeId, happened);
        var record = new HookCallRecord(botId, hook.Name, now, time.GetTimestamp(), stored.Line.Size, stored.Head, stored.Body);
        // Without the id of its event: a repetition that somebody wants is none.
        await runs.StartAsync(start, new HookDelivery(deliveries, record, conversation, null, HookOutcome.Replayed, 0)).ConfigureAwait(false);
        return new HookReplay(conversation);
    }

    public async Task<HookDraftReplay> ReplayDraftAsync(
        string botId,
        string id,
        bool callOthers,
        string actor,
        CancellationToken cancellationToken
    )
    {
        if (Find(botId, id) is not { } stored)
        {
            return HookDrafts.Refused("delivery.missing", "There is no such delivery.");
        }

        if (stored.Event() is not { } happened)
        {
            return HookDrafts.Refused("delivery.forgotten", "The payload of this delivery is not kept any more.");
        }

        await audit.RecordAsync("webhook.replayedDraft", $"{botId}/hooks/{stored.Line.Hook}/{id}", actor, cancellationToken).ConfigureAwait(false);
        return await drafts.RunAsync(botId, stored.Line.Hook, happened, callOthers, cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> WriteTestAsync(string botId, string id, string? name, CancellationToken cancellationToken)
    {
        if (
            Find(botId, id) is not { } stored
            || stored.Event() is not { } happened
            || await bots.FindLiveAsync(botId, cancellationToken).ConfigureAwait(false) is not { } live
            || !LiveHook.Of(live).TryGetValue(stored.Line.Hook, out var hook)
        )
        {
            return null;
        }

        return HookTestDocument.Write(
            name ?? $"Takes {hook.Name} as it came on {stored.Line.At:yyyy-MM-dd}",
            stored.Line.At,
            hook.Trigger.FlowId,
            hook.Trigger.NodeId,
            redactor.Redact(happened),
            stored.Response is { } response ? response with { Body = redactor.Redact(response.Body) } : null
        );
    }

    private StoredDelivery? Find(string botId, string id)
    {
        using var session = database.Open();
        return HookDeliveryReader.Find(session, botId, id);
    }
}
