using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/bots/{bot}/hooks</c>: the webhooks of the live version, their secrets, and whether they are open to anybody.</summary>
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
        Secret(hooks.MapGet("/{hook}/secret", ReadSecretAsync), "Read a webhook's secret; the first reading makes it. Every reading is audited.");
        Secret(
            hooks.MapPut("/{hook}/secret", SetSecretAsync),
            "Replace the secret at once, by the given one or a new one. What is signed with the old one is refused from then on."
        );
        Secret(
            hooks.MapPut("/{hook}/secret/next", BeginRotationAsync),
            "Put a next secret beside the present one, the given one or a new one. Calls may be signed with either."
        );
        Secret(hooks.MapPost("/{hook}/secret/promote", PromoteAsync), "End the change of a secret: the next one counts alone.");
        Secret(hooks.MapDelete("/{hook}/secret/next", DropNextAsync), "Give up the change of a secret: the present one counts alone.");
        Secret(
            hooks.MapPut("/{hook}/unsigned", AllowUnsignedAsync),
            "Allow or forbid calls without a signature, for a webhook whose flow asks for none. Anybody who knows the address may then start it."
        );
    }

    private static void Secret(RouteHandlerBuilder endpoint, string summary) =>
        endpoint
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Scope(ApiScopes.ChannelsAdmin);

    private static async Task<Results<Ok<HookList>, ProblemHttpResult>> ListAsync(
        string bot,
        HttpContext context,
        IHookAdmin admin,
        CancellationToken cancellationToken
    )
    {
        var address = $"{PublicAddress.Of(context.Request, "http")}/hooks/{bot}/";
        return await admin.ListAsync(bot, cancellationToken).ConfigureAwait(false) is { } hooks
            ? TypedResults.Ok(new HookList([.. hooks.Select(h => HookItem.Of(h, address))]))
            : NotLive(bot);
    }

    private static async Task<Results<Ok<HookSecret>, ProblemHttpResult>> ReadSecretAsync(
        string bot,
        string hook,
        HttpContext context,
        IHookAdmin admin,
        CancellationToken cancellationToken
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return await admin.ReadSecretsAsync(bot, hook, ActorOf(context), cancellationToken).ConfigureAwait(false) is { } secrets
            ? TypedResults.Ok(new HookSecret(secrets.Current, secrets.Next))
            : await MissingAsync(bot, hook, admin, cancellationToken).ConfigureAwait(false);
    }

    private static Task<Results<Ok<HookSecret>, ProblemHttpResult>> SetSecretAsync(
        string bot,
        string hook,
        JsonBody<GivenSecret> body,
        HttpContext context,
        IHookAdmin admin,
        CancellationToken cancellationToken
    ) => ChangeAsync(body, context, (given, actor) => admin.SetSecretAsync(bot, hook, given, actor, cancellationToken));

    private static Task<Results<Ok<HookSecret>, ProblemHttpResult>> BeginRotationAsync(
        string bot,
        string hook,
        JsonBody<GivenSecret> body,
        HttpContext context,
        IHookAdmin admin,
        CancellationToken cancellationToken
    ) => ChangeAsync(body, context, (given, actor) => admin.BeginRotationAsync(bot, hook, given, actor, cancellationToken));

    private static async Task<Results<Ok<HookSecret>, ProblemHttpResult>> PromoteAsync(
        string bot,
        string hook,
        HttpContext context,
        IHookAdmin admin,
        CancellationToken cancellationToken
    ) => Tell(context, await admin.EndRotationAsync(bot, hook, keepNext: true, ActorOf(context), cancellationToken).ConfigureAwait(false));

    private static async Task<Results<Ok<HookSecret>, ProblemHttpResult>> DropNextAsync(
        string bot,
        string hook,
        HttpContext context,
        IHookAdmin admin,
        CancellationToken cancellationToken
    ) => Tell(context, await admin.EndRotationAsync(bot, hook, keepNext: false, ActorOf(context), cancellationToken).ConfigureAwait(false));

    private static async Task<Results<NoContent, ProblemHttpResult>> AllowUnsignedAsync(
        string bot,
        string hook,
        JsonBody<UnsignedCalls> body,
        HttpContext context,
        IHookAdmin admin,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var wish, out var refusal))
        {
            return refusal;
        }

        return await admin.AllowUnsignedAsync(bot, hook, wish.Allowed, ActorOf(context), cancellationToken).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : await MissingAsync(bot, hook, admin, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Results<Ok<HookSecret>, ProblemHttpResult>> ChangeAsync(
        JsonBody<GivenSecret> body,
        HttpContext context,
        Func<string?, string, Task<HookSecretChange>> change
    ) =>
        body.IsRead(out var given, out var refusal)
            ? Tell(context, await change(given.Secret, ActorOf(context)).ConfigureAwait(false))
            : refusal;

    private static Results<Ok<HookSecret>, ProblemHttpResult> Tell(HttpContext context, HookSecretChange change)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (change.Secrets is { } secrets)
        {
            return TypedResults.Ok(new HookSecret(secrets.Current, secrets.Next));
        }

        var (code, message) = (change.ErrorCode!, change.Message!); // what was not changed says why
        return code switch
        {
            "hook.secret" => JsonBodyReader.Refuse(JsonBodyReader.Error(code, "/secret", message)),
            "hook.rotation" => ApiProblem.Of(StatusCodes.Status409Conflict, code, message),
            _ => ApiProblem.Of(StatusCodes.Status404NotFound, code, message),
        };
    }

    private static async Task<ProblemHttpResult> MissingAsync(string bot, string hook, IHookAdmin admin, CancellationToken cancellationToken) =>
        await admin.ListAsync(bot, cancellationToken).ConfigureAwait(false) is null
            ? NotLive(bot)
            : ApiProblem.Of(StatusCodes.Status404NotFound, "hook.missing", $"The live version of {bot} has no webhook {hook}.");

    private static ProblemHttpResult NotLive(string bot) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "bot.notLive", $"There is no bot {bot}, or it is not published.");

    private static string ActorOf(HttpContext context) => context.User.Identity!.Name!; // the scope needs a name
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
/// <param name="HasSecret">True once a secret was made or entered.</param>
/// <param name="IsRotating">True while two secrets count.</param>
/// <param name="UnsignedAllowedBy">Who allowed calls without a signature; null for nobody.</param>
internal sealed record HookItem(
    string Hook,
    string Flow,
    string Address,
    string Method,
    string Signature,
    string Response,
    bool HasSecret,
    bool IsRotating,
    string? UnsignedAllowedBy
)
{
    public static HookItem Of(HookSummary hook, string address) =>
        new(
            hook.Hook,
            hook.FlowId,
            address + hook.Hook,
            hook.Method,
            hook.Signature,
            hook.Response,
            hook.HasSecret,
            hook.IsRotating,
            hook.Opening?.By
        );
}

/// <summary>The secrets of a webhook.</summary>
/// <param name="Secret">The present one.</param>
/// <param name="Next">The one that will replace it; null while none is changed.</param>
internal sealed record HookSecret(string Secret, string? Next);

/// <summary>A secret that the other system gave.</summary>
/// <param name="Secret">It; null to make one.</param>
internal sealed record GivenSecret(string? Secret = null);

/// <summary>Whether calls without a signature are taken.</summary>
internal sealed record UnsignedCalls(bool Allowed);
