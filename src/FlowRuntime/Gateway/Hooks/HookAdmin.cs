using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Auditing;
using FlowRuntime.Dispatch;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Webhooks of live versions with their secrets.</summary>
internal sealed class HookAdmin(IBotSource bots, HookSecrets secrets, OpenHooks open, IAuditTrail audit) : IHookAdmin
{
    private const int LeastSecret = 8;
    private const int LongestSecret = 500;

    public async Task<IReadOnlyList<HookSummary>?> ListAsync(string botId, CancellationToken cancellationToken)
    {
        if (await bots.FindLiveAsync(botId, cancellationToken).ConfigureAwait(false) is not { } live)
        {
            return null;
        }

        var hooks = new List<HookSummary>();
        foreach (var hook in LiveHook.Of(live).Values)
        {
            var known = await secrets.FindAsync(botId, hook.Name, cancellationToken).ConfigureAwait(false);
            hooks.Add(
                new HookSummary(
                    hook.Name,
                    hook.Trigger.FlowId,
                    hook.Trigger.NodeId,
                    hook.Config.Method,
                    hook.Config.Signature,
                    hook.Scheme?.Header,
                    hook.Config.Response,
                    !known.IsEmpty,
                    known.Next is not null,
                    await open.FindAsync(botId, hook.Name, cancellationToken).ConfigureAwait(false)
                )
            );
        }

        return hooks;
    }

    public async Task<HookSecretPair?> ReadSecretsAsync(string botId, string hook, string actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(botId, hook, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        await RecordAsync("channel.secretRead", botId, hook, actor, cancellationToken).ConfigureAwait(false);
        return await PairAsync(botId, hook, cancellationToken).ConfigureAwait(false);
    }

    public Task<HookSecretChange> SetSecretAsync(
        string botId,
        string hook,
        string? secret,
        string actor,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            botId,
            hook,
            secret,
            "webhook.secretReplaced",
            actor,
            value => secrets.ReplaceAsync(botId, hook, value, cancellationToken),
            cancellationToken
        );

    public Task<HookSecretChange> BeginRotationAsync(
        string botId,
        string hook,
        string? secret,
        string actor,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            botId,
            hook,
            secret,
            "webhook.secretRotationBegun",
            actor,
            value => secrets.BeginRotationAsync(botId, hook, value, cancellationToken),
            cancellationToken
        );

    public async Task<HookSecretChange> EndRotationAsync(
        string botId,
        string hook,
        bool keepNext,
        string actor,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(botId, hook, cancellationToken).ConfigureAwait(false) is null)
        {
            return Missing(hook);
        }

        if ((await secrets.FindAsync(botId, hook, cancellationToken).ConfigureAwait(false)).Next is null)
        {
            return new HookSecretChange(null, "hook.rotation", "No other secret was put beside the present one. Begin the change first.");
        }

        await RecordAsync(keepNext ? "webhook.secretRotated" : "webhook.secretRotationDropped", botId, hook, actor, cancellationToken)
            .ConfigureAwait(false);
        await secrets.EndRotationAsync(botId, hook, keepNext, cancellationToken).ConfigureAwait(false);
        return new HookSecretChange(await PairAsync(botId, hook, cancellationToken).ConfigureAwait(false));
    }

    public async Task<bool> AllowUnsignedAsync(string botId, string hook, bool allowed, string actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(botId, hook, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await RecordAsync(allowed ? "webhook.unsignedAllowed" : "webhook.unsignedForbidden", botId, hook, actor, cancellationToken)
            .ConfigureAwait(false);
        await (
            allowed
                ? open.OpenAsync(botId, hook, actor, cancellationToken)
                : open.CloseAsync(botId, hook, cancellationToken)
        ).ConfigureAwait(false);
        return true;
    }

    private async Task<HookSecretChange> ChangeAsync(
        string botId,
        string hook,
        string? secret,
        string action,
        string actor,
        Func<string, Task> change,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(botId, hook, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return Missing(hook);
        }

        if (secret is not null && WrongWith(secret, found.Config) is { } why)
        {
            return new HookSecretChange(null, "hook.secret", why);
        }

        // Before the change: what cannot be audited is not done.
        await RecordAsync(action, botId, hook, actor, cancellationToken).ConfigureAwait(false);
        await change(secret ?? HookSecrets.Generate()).ConfigureAwait(false);
        return new HookSecretChange(await PairAsync(botId, hook, cancellationToken).ConfigureAwait(false));
    }

    private static string? WrongWith(string secret, TriggerWebhookConfig config)
    {
        if (secret.Length is < LeastSecret or > LongestSecret || secret.Any(c => c is < ' ' or > '~') || secret.Trim() != secret)
        {
            return $"A secret has {LeastSecret} to {LongestSecret} letters, digits and signs, without spaces around it.";
        }

        return config.Signature == HookSignatures.Standard
            && secret.StartsWith("whsec_", StringComparison.Ordinal)
            && !Convert.TryFromBase64String(secret["whsec_".Length..], new byte[secret.Length], out _)
            ? "After whsec_ a secret of Standard Webhooks goes on in base64. Copy it whole."
            : null;
    }

    private async Task<LiveHook?> FindAsync(string botId, string hook, CancellationToken cancellationToken) =>
        await bots.FindLiveAsync(botId, cancellationToken).ConfigureAwait(false) is { } live
            ? LiveHook.Of(live).GetValueOrDefault(hook)
            : null;

    private async Task<HookSecretPair> PairAsync(string botId, string hook, CancellationToken cancellationToken)
    {
        var current = await secrets.GetOrCreateAsync(botId, hook, cancellationToken).ConfigureAwait(false);
        var known = await secrets.FindAsync(botId, hook, cancellationToken).ConfigureAwait(false);
        return new HookSecretPair(current, known.Next);
    }

    private static HookSecretChange Missing(string hook) =>
        new(null, "hook.missing", $"The live version has no webhook {hook}, or the bot is not published.");

    private Task RecordAsync(string action, string botId, string hook, string actor, CancellationToken cancellationToken) =>
        audit.RecordAsync(action, $"{botId}/hooks/{hook}", actor, cancellationToken);
}
