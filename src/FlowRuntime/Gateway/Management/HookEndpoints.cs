using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Auditing;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/bots/{bot}/hooks</c>: the webhooks of the live version and their secrets.</summary>
internal static class HookEndpoints
{
    public static void MapHookAdmin(this RouteGroupBuilder api)
    {
        var hooks = api.MapGroup("/bots/{bot}/hooks").WithTags("Webhooks");
        hooks
            .MapGet("/", ListAsync)
            .WithSummary("List the webhooks of the live version.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.FlowsRead);
        hooks
            .MapGet("/{hook}/secret", ReadSecretAsync)
            .WithSummary("Read a webhook's secret; the first reading makes it. Every reading is audited.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.ChannelsAdmin);
    }

    private static async Task<Results<Ok<HookList>, ProblemHttpResult>> ListAsync(
        string bot,
        HttpContext context,
        IBotSource bots,
        CancellationToken cancellationToken
    )
    {
        var address = $"{PublicAddress.Of(context.Request, "http")}/hooks/{bot}/";
        return await bots.FindLiveAsync(bot, cancellationToken).ConfigureAwait(false) is { } live
            ? TypedResults.Ok(new HookList([.. HooksOf(live).Select(h => HookItem.Of(h, address))]))
            : Missing(bot);
    }

    private static async Task<Results<Ok<HookSecret>, ProblemHttpResult>> ReadSecretAsync(
        string bot,
        string hook,
        HttpContext context,
        IBotSource bots,
        HookSecrets secrets,
        IAuditTrail audit,
        CancellationToken cancellationToken
    )
    {
        var live = await bots.FindLiveAsync(bot, cancellationToken).ConfigureAwait(false);
        if (live is null)
        {
            return Missing(bot);
        }

        if (!HooksOf(live).Any(h => h.Config.Hook == hook))
        {
            return ApiProblem.Of(StatusCodes.Status404NotFound, "hook.missing", $"The live version of {bot} has no webhook {hook}.");
        }

        await audit
            .RecordAsync("channel.secretRead", $"{bot}/hooks/{hook}", context.User.Identity!.Name!, cancellationToken) // the scope needs a name
            .ConfigureAwait(false);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new HookSecret(await secrets.GetOrCreateAsync(bot, hook, cancellationToken).ConfigureAwait(false)));
    }

    private static IEnumerable<(string Flow, TriggerWebhookConfig Config)> HooksOf(RunnableBot bot) =>
        bot.Triggers.Where(t => t.Config is TriggerWebhookConfig).Select(t => (t.FlowId, (TriggerWebhookConfig)t.Config));

    private static ProblemHttpResult Missing(string bot) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "bot.notLive", $"There is no bot {bot}, or it is not published.");
}

/// <summary>The webhooks of a bot.</summary>
internal sealed record HookList(IReadOnlyList<HookItem> Hooks);

/// <summary>A webhook.</summary>
/// <param name="Hook">Its name.</param>
/// <param name="Flow">The flow it starts.</param>
/// <param name="Address">Where to call.</param>
/// <param name="Method">How to call.</param>
/// <param name="Signature">How calls are signed.</param>
/// <param name="Response">Who answers.</param>
internal sealed record HookItem(string Hook, string Flow, string Address, string Method, string Signature, string Response)
{
    public static HookItem Of((string Flow, TriggerWebhookConfig Config) hook, string address) =>
        new(
            hook.Config.Hook,
            hook.Flow,
            address + hook.Config.Hook,
            hook.Config.Method,
            hook.Config.Signature,
            hook.Config.Response
        );
}

/// <summary>The secret of a webhook.</summary>
internal sealed record HookSecret(string Secret);
