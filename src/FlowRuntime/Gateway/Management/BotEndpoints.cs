using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Gateway.Problems;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/bots</c>: drafts as bundles, their problems, publishing.</summary>
internal static class BotEndpoints
{
    public static void MapBots(this RouteGroupBuilder api)
    {
        var bots = api.MapGroup("/bots").WithTags("Bots");
        bots.MapGet("/", ListAsync).WithSummary("List the bots with their flows.").Scope(ApiScopes.FlowsRead);
        bots.MapGet("/{bot}", ReadAsync)
            .WithSummary("Read a bot's draft as one bundle, with its ETag.")
            .Produces<object>(StatusCodes.Status200OK, "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.FlowsRead);
        bots.MapPut("/{bot}", SaveAsync)
            .WithSummary("Create a bot, or replace its draft: then send the ETag you saw as If-Match.")
            .Accepts<object>("application/json")
            .Produces<SavedBot>()
            .Produces<SavedBot>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired)
            .Scope(ApiScopes.FlowsWrite);
        bots.MapDelete("/{bot}", DeleteAsync)
            .WithSummary("Remove a bot with its drafts.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .Scope(ApiScopes.FlowsWrite);
        bots.MapPost("/{bot}/validate", ValidateAsync)
            .WithSummary("Find the problems of the draft, or of the bundle in the body without saving it.")
            .Produces<ProblemList>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.FlowsRead);
        bots.MapPost("/{bot}/publish", PublishAsync)
            .WithSummary("Freeze the draft as the next version and let an environment run it, `live` when none is named.")
            .Produces<PublishedVersion>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Scope(ApiScopes.FlowsPublish);
        bots.MapGet("/{bot}/channels/directline", ReadDirectLineSecretAsync)
            .WithSummary("Read the bot's Direct Line secret. Every reading is audited.")
            .Produces<DirectLineChannel>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.ChannelsAdmin);
    }

    private static async Task<Ok<BotList>> ListAsync(IFlowLibrary library, CancellationToken cancellationToken)
    {
        var bots = await library.ListAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new BotList(bots));
    }

    private static async Task<IResult> ReadAsync(
        string bot,
        HttpContext context,
        IFlowLibrary library,
        NodeCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        if (await library.FindAsync(bot, cancellationToken).ConfigureAwait(false) is not { } draft)
        {
            return Missing(bot);
        }

        context.Response.Headers.ETag = EntityTag.Quote(draft.ETag);
        return EntityTag.Matches(context.Request.Headers.IfNoneMatch, draft.ETag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(BundleDocument.Write(draft.Bundle, catalog), "application/json; charset=utf-8");
    }

    private static async Task<IResult> SaveAsync(
        string bot,
        HttpContext context,
        IFlowLibrary library,
        CancellationToken cancellationToken
    )
    {
        var read = await BundleDocument.ReadAsync(context.Request.Body, cancellationToken).ConfigureAwait(false);
        var problems = BundleBody.ProblemsAt(bot, read);
        if (!read.Ok || problems.Any(p => p.Severity == ProblemSeverity.Error))
        {
            return BundleBody.Refuse(problems);
        }

        var bundle = read.Value;

        var current = await library.FindAsync(bot, cancellationToken).ConfigureAwait(false);
        var ifMatch = context.Request.Headers.IfMatch;
        if (current is not null && ifMatch.Count == 0)
        {
            return ApiProblem.Of(
                StatusCodes.Status428PreconditionRequired,
                "etag.required",
                "The bot exists. Read it, and send its ETag as If-Match."
            );
        }

        if (ifMatch.Count > 0 && !EntityTag.Matches(ifMatch, current?.ETag))
        {
            return Changed(bot);
        }

        var saved = await library
            .SaveAsync(bundle, current?.ETag, context.User.Identity!.Name!, cancellationToken)
            .ConfigureAwait(false);
        if (!saved.Saved)
        {
            return Changed(bot);
        }

        context.Response.Headers.ETag = EntityTag.Quote(saved.ETag!);
        var answer = new SavedBot(bot, [.. library.Validate(bundle).Select(ProblemItem.Of)]);
        return current is null ? TypedResults.Created($"/api/v1/bots/{bot}", answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> DeleteAsync(
        string bot,
        HttpContext context,
        IFlowLibrary library,
        CancellationToken cancellationToken
    )
    {
        var ifMatch = context.Request.Headers.IfMatch;
        if (ifMatch.Count > 0)
        {
            var current = await library.FindAsync(bot, cancellationToken).ConfigureAwait(false);
            if (current is not null && !EntityTag.Matches(ifMatch, current.ETag))
            {
                return Changed(bot);
            }
        }

        return await library.DeleteAsync(bot, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : Missing(bot);
    }

    private static async Task<IResult> ValidateAsync(
        string bot,
        HttpContext context,
        IFlowLibrary library,
        CancellationToken cancellationToken
    )
    {
        if (context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            var read = await BundleDocument.ReadAsync(context.Request.Body, cancellationToken).ConfigureAwait(false);
            return read.Problems is [{ Code: "json.size" or "json.syntax" or "json.encoding" }, ..]
                ? BundleBody.Refuse(read.Problems)
                : TypedResults.Ok(ProblemList.Of(read.Ok ? library.Validate(read.Value) : read.Problems));
        }

        return await library.FindAsync(bot, cancellationToken).ConfigureAwait(false) is { } draft
            ? TypedResults.Ok(ProblemList.Of(library.Validate(draft.Bundle)))
            : Missing(bot);
    }

    private static async Task<IResult> PublishAsync(
        string bot,
        HttpContext context,
        IFlowLibrary library,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    )
    {
        var environments = await library.ListDeploymentsAsync(bot, cancellationToken).ConfigureAwait(false);
        if (environments.All(d => d.Environment != environment))
        {
            return VersionEndpoints.MissingEnvironment(environment);
        }

        var result = await library
            .PublishAsync(bot, environment, context.User.Identity!.Name!, cancellationToken)
            .ConfigureAwait(false);
        return result switch
        {
            null => Missing(bot),
            { Version: { } version } => TypedResults.Ok(new PublishedVersion(version)),
            _ => ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity,
                "bot.invalid",
                $"Bot {bot} has problems that must be fixed before it is published.",
                result.Problems
            ),
        };
    }

    private static async Task<IResult> ReadDirectLineSecretAsync(
        string bot,
        HttpContext context,
        IFlowLibrary library,
        IDirectLineSecrets secrets,
        IAuditTrail audit,
        CancellationToken cancellationToken
    )
    {
        if (await library.FindAsync(BotAddress.Parse(bot).BotId, cancellationToken).ConfigureAwait(false) is null)
        {
            return Missing(bot);
        }

        await audit
            .RecordAsync("channel.secretRead", $"{bot}/directline", context.User.Identity!.Name!, cancellationToken)
            .ConfigureAwait(false);
        var secret = await secrets
            .GetOrCreateAsync(bot, cancellationToken)
            .ConfigureAwait(false);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new DirectLineChannel(secret));
    }

    private static ProblemHttpResult Missing(string bot) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "bot.missing", $"There is no bot {bot}.");

    private static ProblemHttpResult Changed(string bot) =>
        ApiProblem.Of(
            StatusCodes.Status412PreconditionFailed,
            "etag.stale",
            $"Bot {bot} has changed since you read it. Read it again and repeat your change."
        );
}

/// <summary>The bots.</summary>
internal sealed record BotList(IReadOnlyList<BotSummary> Bots);

/// <summary>A bot that was saved, with the problems of its draft.</summary>
internal sealed record SavedBot(string Id, IReadOnlyList<ProblemItem> Problems);

/// <summary>The problems of a bot.</summary>
internal sealed record ProblemList(IReadOnlyList<ProblemItem> Problems)
{
    public static ProblemList Of(IReadOnlyList<Problem> problems) => new([.. problems.Select(ProblemItem.Of)]);
}

/// <summary>A problem.</summary>
internal sealed record ProblemItem(string Code, string Severity, string Pointer, string Message)
{
    public static ProblemItem Of(Problem problem) =>
        new(problem.Code, ApiProblem.SeverityOf(problem), problem.Pointer, problem.Message);
}

/// <summary>The version that was published.</summary>
internal sealed record PublishedVersion(int Version);

/// <summary>The Direct Line channel of a bot.</summary>
internal sealed record DirectLineChannel(string Secret);
