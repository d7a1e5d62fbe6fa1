namespace FlowRuntime.Gateway.Hooks;

/// <summary>The webhooks of live bots, their secrets, and whether they take unsigned calls. Every change and reading of a secret is audited. Thread-safe.</summary>
public interface IHookAdmin
{
    /// <summary>Lists the webhooks of a bot's live version.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The webhooks; null when the bot is not live.</returns>
    Task<IReadOnlyList<HookSummary>?> ListAsync(string botId, CancellationToken cancellationToken);

    /// <summary>Reads the secrets of a webhook; makes the first one where there is none.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="actor">Who reads, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secrets that count now; null when there is no such webhook.</returns>
    Task<HookSecretPair?> ReadSecretsAsync(string botId, string hook, string actor, CancellationToken cancellationToken);

    /// <summary>Replaces the secret at once. What the other system signs with the old one is refused from then on.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="secret">Secret that the other system gave; null to make one.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secrets that count now, or what is wrong with the given one.</returns>
    Task<HookSecretChange> SetSecretAsync(string botId, string hook, string? secret, string actor, CancellationToken cancellationToken);

    /// <summary>Puts a next secret beside the present one; calls may be signed with either until the change is ended.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="secret">Secret that the other system gave; null to make one.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secrets that count now, or what is wrong with the given one.</returns>
    Task<HookSecretChange> BeginRotationAsync(string botId, string hook, string? secret, string actor, CancellationToken cancellationToken);

    /// <summary>Ends the change of a secret: the next one counts alone, or is dropped.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="keepNext">False to stay with the present one.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secrets that count now, or that none was being changed.</returns>
    Task<HookSecretChange> EndRotationAsync(string botId, string hook, bool keepNext, string actor, CancellationToken cancellationToken);

    /// <summary>Allows or forbids calls without a signature, for a webhook whose flow asks for none.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="allowed">True to open it to anybody who knows the address.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is no such webhook.</returns>
    Task<bool> AllowUnsignedAsync(string botId, string hook, bool allowed, string actor, CancellationToken cancellationToken);
}

/// <summary>A webhook of a live version.</summary>
/// <param name="Hook">Its name.</param>
/// <param name="FlowId">The flow it starts.</param>
/// <param name="NodeId">Its trigger.</param>
/// <param name="Method">How to call.</param>
/// <param name="Signature">How calls are signed; see <see cref="FlowEngine.Nodes.TriggerWebhook.HookSignatures"/>.</param>
/// <param name="SignatureHeader">Header of the signature; null when calls are not signed.</param>
/// <param name="Response"><c>accepted</c> or <c>flow</c>.</param>
/// <param name="HasSecret">True once a secret was made or entered.</param>
/// <param name="IsRotating">True while a next secret counts beside the present one.</param>
/// <param name="Opening">Who allowed calls without a signature; null when nobody did.</param>
public sealed record HookSummary(
    string Hook,
    string FlowId,
    string NodeId,
    string Method,
    string Signature,
    string? SignatureHeader,
    string Response,
    bool HasSecret,
    bool IsRotating,
    HookOpening? Opening
);

/// <summary>Who allowed calls without a signature.</summary>
/// <param name="By">The person or key.</param>
/// <param name="At">When, UTC.</param>
public sealed record HookOpening(string By, DateTimeOffset At);

/// <summary>The secrets of a webhook that count.</summary>
/// <param name="Current">The present one.</param>
/// <param name="Next">The one that will replace it; null while none is changed.</param>
public sealed record HookSecretPair(string Current, string? Next);

/// <summary>Outcome of changing a secret.</summary>
/// <param name="Secrets">What counts now; null when nothing was changed.</param>
/// <param name="ErrorCode"><c>hook.missing</c>, <c>hook.secret</c> or <c>hook.rotation</c>; null when it was changed.</param>
/// <param name="Message">What to do, one sentence; null when it was changed.</param>
public sealed record HookSecretChange(HookSecretPair? Secrets, string? ErrorCode = null, string? Message = null);
