using FlowEngine.Compilation;
using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
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
    HookLimit limit,
    HookInbox inbox,
    ConversationEvents events,
    TimeProvider time,
    IOptions<HookOptions> options
)
{
    private const int LongestEventId = 200;

    /// <summary>Takes a call.</summary>
    public async Task<IResult> TakeAsync(string botId, string hook, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!limit.Allows(http, out var wait))
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return Refuse(StatusCodes.Status429TooManyRequests, "hook.rate", "Too many calls from this address. Try again later.");
        }

        var bot = await bots.FindLiveAsync(botId, http.RequestAborted).ConfigureAwait(false);
        if (bot is null || Find(bot, hook) is not var (trigger, config))
        {
            return Refuse(StatusCodes.Status404NotFound, "hook.missing", "There is no such webhook, or its bot is not published.");
        }

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

        var secret = await secrets.FindAsync(botId, hook, http.RequestAborted).ConfigureAwait(false);
        if (HookSignature.Refusal(config, secret, http.Request.Headers, body, time.GetUtcNow(), options.Value.Tolerance) is { } why)
        {
            return Refuse(StatusCodes.Status401Unauthorized, "hook.signature", why);
        }

        var eventId = EventIdOf(config, http.Request);
        if (eventId is { Length: > LongestEventId })
        {
            return Refuse(StatusCodes.Status400BadRequest, "hook.eventId", $"The id of an event has at most {LongestEventId} characters.");
        }

        if (!HookCall.TryDescribe(http.Request, hook, eventId, config.SignatureHeader, body, out var happened))
        {
            return Refuse(StatusCodes.Status400BadRequest, "hook.body", "The body says that it is JSON, but cannot be read as such.");
        }

        var id = inbox.FindReceipt(botId, hook, eventId) ?? $"webhook.{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var start = new HeadlessStart(id, botId, bot.Language, "webhook", trigger.FlowId, trigger.NodeId, happened);
        var signal = new HookSignal();
        using var listening = events.Listen(id, _ => signal.Raise());
        // Once begun, the commit must not be given up: the answer tells whether the event was taken.
        var taken = await inbox.TakeAsync(hook, eventId, start, CancellationToken.None).ConfigureAwait(false);
        return config.Response == TriggerWebhookNode.ByFlow && taken == id
            ? await WaitAsync(id, TimeSpan.FromSeconds(config.TimeoutSeconds), signal, http.RequestAborted).ConfigureAwait(false)
            : Accepted(taken);
    }

    private static (BotTrigger Trigger, TriggerWebhookConfig Config)? Find(RunnableBot bot, string hook)
    {
        foreach (var trigger in bot.Triggers)
        {
            if (trigger.Config is TriggerWebhookConfig config && config.Hook == hook)
            {
                return (trigger, config);
            }
        }

        return null;
    }

    private static string? EventIdOf(TriggerWebhookConfig config, HttpRequest request)
    {
        var name = string.IsNullOrEmpty(config.EventIdHeader) ? "webhook-id" : config.EventIdHeader;
        return request.Headers[name].ToString() is { Length: > 0 } id ? id : null;
    }

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
