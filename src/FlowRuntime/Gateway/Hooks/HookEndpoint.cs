using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.Hooks.Signing;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// <c>/hooks/{bot}/{hook}</c>: limits, checks the signature on the raw bytes, takes each event once and answers only when
/// it is on the disk.
/// </summary>
internal sealed class HookEndpoint(
    IBotSource bots,
    HookSecrets secrets,
    OpenHooks open,
    HookLimit limit,
    HookInbox inbox,
    ConversationEvents events,
    TimeProvider time,
    IOptions<HookOptions> options
)
{
    private const int LongestEventId = 200;

    /// <summary>Takes a call.</summary>
    public async Task<IResult> TakeAsync(string botId, string hookName, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!limit.Allows(http, out var wait))
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return Refuse(StatusCodes.Status429TooManyRequests, "hook.rate", "Too many calls from this address. Try again later.");
        }

        var bot = await bots.FindLiveAsync(botId, http.RequestAborted).ConfigureAwait(false);
        if (bot is null || !LiveHook.Of(bot).TryGetValue(hookName, out var hook))
        {
            return Refuse(StatusCodes.Status404NotFound, "hook.missing", "There is no such webhook, or its bot is not published.");
        }

        var config = hook.Config;
        if (!HttpMethods.Equals(http.Request.Method, config.Method))
        {
            http.Response.Headers.Allow = config.Method;
            return Refuse(StatusCodes.Status405MethodNotAllowed, "hook.method", $"Call this webhook by {config.Method}.");
        }

        if (await ReadBodyAsync(http).ConfigureAwait(false) is not { } body)
        {
            return Refuse(
                StatusCodes.Status413PayloadTooLarge,
                "hook.size",
                $"A webhook takes at most {options.Value.LargestBody / 1024} kB."
            );
        }

        var url = HookUrl.Of(http.Request, config.Signature, hook.Scheme);
        var request = new SignedRequest(http.Request.Method, url, http.Request.Headers, body);
        if (await AnswerBeforeRunAsync(botId, hook, request, http.RequestAborted).ConfigureAwait(false) is { } answer)
        {
            return answer;
        }

        var eventId = hook.Scheme is { } scheme ? scheme.EventId(request) : request.Header(EventIdHeaderOf(config));
        if (eventId is { Length: > LongestEventId })
        {
            return Refuse(StatusCodes.Status400BadRequest, "hook.eventId", $"The id of an event has at most {LongestEventId} characters.");
        }

        if (!HookCall.TryDescribe(http.Request, hook.Name, eventId, hook.Scheme?.Header, body, out var happened))
        {
            return Refuse(StatusCodes.Status400BadRequest, "hook.body", "The body says that it is JSON, but cannot be read as such.");
        }

        var id = inbox.FindReceipt(botId, hook.Name, eventId) ?? $"webhook.{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var start = new HeadlessStart(id, botId, bot.Language, "webhook", hook.Trigger.FlowId, hook.Trigger.NodeId, happened);
        var signal = new HookSignal();
        using var listening = events.Listen(id, _ => signal.Raise());
        // Once begun, the commit must not be given up: the answer tells whether the event was taken.
        var taken = await inbox.TakeAsync(hook.Name, eventId, start, CancellationToken.None).ConfigureAwait(false);
        return config.Response == TriggerWebhookNode.ByFlow && taken == id
            ? await WaitAsync(id, TimeSpan.FromSeconds(config.TimeoutSeconds), signal, http.RequestAborted).ConfigureAwait(false)
            : Accepted(taken);
    }

    /// <summary>The refusal of a call that is not signed as it should be, or the answer to one that only tries the address; null for any other.</summary>
    private async ValueTask<IResult?> AnswerBeforeRunAsync(string botId, LiveHook hook, SignedRequest request, CancellationToken cancellationToken)
    {
        if (hook.Scheme is not { } scheme)
        {
            return await open.FindAsync(botId, hook.Name, cancellationToken).ConfigureAwait(false) is null
                ? Refuse(
                    StatusCodes.Status403Forbidden,
                    "hook.unsigned",
                    "Calls of this webhook are not signed, and no administrator has allowed that. Sign them, or ask one."
                )
                : null;
        }

        if (HookGreeting.ToUnsigned(hook.Config.Signature, scheme, request) is { } greeting)
        {
            return greeting;
        }

        var known = await secrets.FindAsync(botId, hook.Name, cancellationToken).ConfigureAwait(false);
        if (known.IsEmpty)
        {
            return Refuse(
                StatusCodes.Status401Unauthorized,
                "hook.signature",
                "This webhook has no secret yet; an administrator makes or enters one."
            );
        }

        var tolerance = TimeSpan.FromSeconds(hook.Config.ToleranceSeconds);
        return HookSignature.Refusal(scheme, known.Keys(scheme.Key), request, time.GetUtcNow(), tolerance) is { } why
            ? Refuse(StatusCodes.Status401Unauthorized, "hook.signature", why)
            : HookGreeting.ToSigned(hook.Config.Signature, request);
    }

    private static string EventIdHeaderOf(TriggerWebhookConfig config) =>
        string.IsNullOrEmpty(config.EventIdHeader) ? "webhook-id" : config.EventIdHeader;

    /// <summary>The whole body; null when it is too large.</summary>
    private async Task<byte[]?> ReadBodyAsync(HttpContext http)
    {
        var most = options.Value.LargestBody;
        if (http.Request.ContentLength > most)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null; // counted below, so that the refusal is ours
        }

        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(part, http.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (whole.Length + read > most)
            {
                return null;
            }

            await whole.WriteAsync(part.AsMemory(0, read), http.RequestAborted).ConfigureAwait(false);
        }

        return whole.ToArray();
    }

    /// <summary>Waits for what the flow responds; after the limit the call is accepted, and the run goes on.</summary>
    private async Task<IResult> WaitAsync(string id, TimeSpan most, HookSignal signal, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + most;
        while (true)
        {
            signal.Reset();
            var answer = inbox.FindAnswer(id);
            if (answer.Response is { } response)
            {
                return new HookResult(response);
            }

            if (answer.IsOver)
            {
                return answer.IsFine
                    ? TypedResults.NoContent()
                    : Refuse(StatusCodes.Status500InternalServerError, "run.failed", "The flow failed before it responded.");
            }

            if (time.GetUtcNow() >= until)
            {
                return Accepted(id);
            }

            await signal.WaitAsync(until, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonHttpResult<TakenCall> Accepted(string id) => TypedResults.Json(new TakenCall(id), statusCode: StatusCodes.Status202Accepted);

    private static ProblemHttpResult Refuse(int status, string code, string detail) => ApiProblem.Of(status, code, detail);

    private sealed record TakenCall(string Id);
}
