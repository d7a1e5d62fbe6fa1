using FlowRuntime.Gateway.Hooks.Signing;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Lets calls in that are signed as they should be, or that an administrator lets in without.</summary>
internal sealed class HookGate(HookSecrets secrets, OpenHooks open, TimeProvider time)
{
    /// <summary>Why a call is refused, or the answer to one that only tries the address; null for any other.</summary>
    public async ValueTask<HookVerdict?> CheckAsync(string botId, LiveHook hook, SignedRequest request, CancellationToken cancellationToken)
    {
        if (hook.Scheme is not { } scheme)
        {
            return await open.FindAsync(botId, hook.Name, cancellationToken).ConfigureAwait(false) is null
                ? HookVerdict.Refused(
                    StatusCodes.Status403Forbidden,
                    "hook.unsigned",
                    "Calls of this webhook are not signed, and no administrator has allowed that. Sign them, or ask one."
                )
                : null;
        }

        if (HookGreeting.ToUnsigned(hook.Config.Signature, scheme, request) is { } greeting)
        {
            return HookVerdict.Greeted(greeting);
        }

        var known = await secrets.FindAsync(botId, hook.Name, cancellationToken).ConfigureAwait(false);
        var tolerance = TimeSpan.FromSeconds(hook.Config.ToleranceSeconds);
        var why = known.IsEmpty
            ? "This webhook has no secret yet; an administrator makes or enters one."
            : HookSignature.Refusal(scheme, known.Keys(scheme.Key), request, time.GetUtcNow(), tolerance);
        return why is not null ? HookVerdict.Refused(StatusCodes.Status401Unauthorized, "hook.signature", why)
            : HookGreeting.ToSigned(hook.Config.Signature, request) is { } answer ? HookVerdict.Greeted(answer)
            : null;
    }
}

/// <summary>Why a call starts nothing.</summary>
/// <param name="Greeting">Answer to a call that only tries the address; null for a refusal.</param>
/// <param name="Status">HTTP status of the refusal.</param>
/// <param name="Code">Its code.</param>
/// <param name="Detail">What to do.</param>
internal sealed record HookVerdict(IResult? Greeting, int Status, string Code, string Detail)
{
    public static HookVerdict Refused(int status, string code, string detail) => new(null, status, code, detail);

    public static HookVerdict Greeted(IResult answer) => new(answer, StatusCodes.Status200OK, "", "");
}
