using FlowRuntime.Dispatch;
using FlowRuntime.Storage;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>A call that starts a run, written in the commit that makes the run durable: what was answered was taken, and once.</summary>
internal sealed class HookDelivery(
    HookDeliveries log,
    HookCallRecord call,
    string id,
    string? eventId,
    HookOutcome outcome,
    int status
) : IStartRecord
{
    /// <summary>Id of the delivery and of its conversation.</summary>
    public string Id => id;

    /// <summary>True when the commit has told the log what the caller hears.</summary>
    public bool IsAnswered { get; private set; }

    /// <inheritdoc/>
    public void Write(WriteUnit unit, int? answered)
    {
        if (
            log.Insert(unit.Sql, call, id, eventId, isFirst: true, id, outcome, answered ?? status, null) is { } earlier
        )
        {
            throw new EventTakenException(earlier);
        }

        IsAnswered = answered is not null;
    }
}

/// <summary>What is known of a call, whatever comes of it.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="Hook">Name of the webhook.</param>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="Began">Time stamp of the clock at that moment.</param>
/// <param name="Size">Size of the body. Unit: bytes.</param>
/// <param name="Head">Method, headers and query as JSON; null to keep nothing.</param>
/// <param name="Body">The body; null to keep nothing.</param>
internal sealed record HookCallRecord(
    string BotId,
    string Hook,
    DateTimeOffset ArrivedAt,
    long Began,
    int Size,
    byte[]? Head,
    byte[]? Body
);
