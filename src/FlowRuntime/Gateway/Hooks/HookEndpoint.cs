using FlowEngine.Definition;
using FlowEngine.Nodes.TriggerWebhook;
using FlowEngine.Schemas;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.Hooks.Deliveries;
using FlowRuntime.Gateway.Hooks.Signing;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// <c>/hooks/{bot}/{hook}</c>: limits, checks the signature on the raw bytes and the body against its schema, takes each
/// event once and answers only when it is on the disk.
/// </summary>
internal sealed class HookEndpoint(
    IBotSource bots,
    HookLimit limit,
    HookAdmission admission,
    HookGate gate,
    HookRuns runs,
    HookDeliveries log,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    IOptions<HookOptions> options
)
{
    /// <summary>Longest id of an event. Unit: characters.</summary>
    public const int LongestEventId = 200;

    /// <summary>Larger bodies of refused calls are not kept: anybody can send them. Unit: bytes.</summary>
    private const int LargestRefused = 16 * 1024;

    /// <summary>Takes a call.</summary>
    /// <param name="http">The call.</param>
    /// <param name="isTest">True for one that the product sends itself, on which no limit of callers holds.</param>
    public async Task TakeAsync(HttpContext http, bool isTest = false)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (bot, hook) = ((string)http.Request.RouteValues["bot"]!, (string)http.Request.RouteValues["hook"]!); // parts of the pattern
        var answer = await AnswerAsync(http, bot, hook, isTest).ConfigureAwait(false);
        await answer.ExecuteAsync(http).ConfigureAwait(false);
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string botId, string hookName, bool isTest)
    {
        if (!isTest && !limit.Allows(http, botId, hookName, out var wait))
        {
            return Later(http, StatusCodes.Status429TooManyRequests, "hook.rate", wait, "Too many calls from this address.");
        }

        var bot = await bots.FindLiveAsync(botId, http.RequestAborted).ConfigureAwait(false);
        if (bot is null || !LiveHook.Of(bot).TryGetValue(hookName, out var hook))
        {
            return Refuse(StatusCodes.Status404NotFound, "hook.missing", "There is no such webhook, or its bot is not published.");
        }

        if (HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers.ContainsKey("WebHook-Request-Origin"))
        {
            return HookHandshake.Agree(http, hook.Config.Method, options.Value.CallsPerMinute);
        }

        if (!HttpMethods.Equals(http.Request.Method, hook.Config.Method))
        {
            http.Response.Headers.Allow = hook.Config.Method;
            return Refuse(StatusCodes.Status405MethodNotAllowed, "hook.method", $"Call this webhook by {hook.Config.Method}.");
        }

        var bytes = HookBody.MostOf(http.Request, options.Value.LargestBody);
        if (lifetime.ApplicationStopping.IsCancellationRequested || !admission.TryEnter(bytes))
        {
            var soon = TimeSpan.FromSeconds(HookAdmission.RetryAfterSeconds);
            return Later(http, StatusCodes.Status503ServiceUnavailable, "hook.busy", soon, "Too many calls are worked on at the moment.");
        }

        try
        {
            return await AnswerAsync(http, bot, botId, hook).ConfigureAwait(false);
        }
        finally
        {
            admission.Leave(bytes);
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http, RunnableBot bot, string botId, LiveHook hook)
    {
        var (at, began) = (time.GetUtcNow(), time.GetTimestamp());
        if (await HookBody.ReadAsync(http, options.Value.LargestBody).ConfigureAwait(false) is not { } body)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "hook.size", $"A webhook takes at most {options.Value.LargestBody / 1024} kB.");
        }

        var url = HookUrl.Of(http.Request, hook.Config.Signature, hook.Scheme);
        var request = new SignedRequest(http.Request.Method, url, http.Request.Headers, body);
        var arrival = new Arrival(http, bot, botId, hook, body, at, began);
        if (await gate.CheckAsync(botId, hook, request, http.RequestAborted).ConfigureAwait(false) is { } verdict)
        {
            return verdict.Greeting is { } greeting ? Greet(arrival, greeting) : Refuse(arrival, verdict.Status, verdict.Code, verdict.Detail);
        }

        var eventId = hook.Scheme is { } scheme ? scheme.EventId(request) : request.Header(EventIdHeaderOf(hook.Config));
        if (ReadParts(arrival, eventId, out var parts) is { } refusal)
        {
            return refusal;
        }

        return CheckSchema(arrival, parts) ?? await RunAsync(arrival, parts).ConfigureAwait(false);
    }

    /// <summary>Reads the events of a call; the refusal of one that cannot be read.</summary>
    private ProblemHttpResult? ReadParts(Arrival arrival, string? eventId, out List<HookPart> parts)
    {
        parts = [];
        var mode = CloudEvents.ModeOf(arrival.Http.Request);
        if (mode == CloudEventMode.Unknown)
        {
            return Refuse(arrival, StatusCodes.Status415UnsupportedMediaType, "hook.cloudEvent", "CloudEvents are taken in JSON only.");
        }

        if (mode is CloudEventMode.Structured or CloudEventMode.Batch)
        {
            return CloudEvents.ReadStructured(arrival.Body, mode == CloudEventMode.Batch, out parts) is { } wrong
                ? Refuse(arrival, StatusCodes.Status400BadRequest, "hook.cloudEvent", wrong)
                : null;
        }

        if (HookContent.TryReadBody(arrival.Http.Request.ContentType, arrival.Body) is not { } content)
        {
            return Refuse(arrival, StatusCodes.Status400BadRequest, "hook.body", "The body says that it is JSON, but cannot be read as such.");
        }

        if (mode == CloudEventMode.Binary)
        {
            if (CloudEvents.ReadBinary(arrival.Http.Request, content, out var part) is { } wrong)
            {
                return Refuse(arrival, StatusCodes.Status400BadRequest, "hook.cloudEvent", wrong);
            }

            // Headers of an event are not signed: an id that is counts more.
            parts = [eventId is null ? part : part with { EventId = eventId }];
        }
        else
        {
            parts = [new HookPart(eventId, content, default, "")];
        }

        return eventId is { Length: > LongestEventId }
            ? Refuse(arrival, StatusCodes.Status400BadRequest, "hook.eventId", $"The id of an event has at most {LongestEventId} characters.")
            : null;
    }

    private ProblemHttpResult? CheckSchema(Arrival arrival, List<HookPart> parts)
    {
        if (arrival.Hook.Body is not { } schema)
        {
            return null;
        }

        var problems = new List<Problem>();
        foreach (var part in parts)
        {
            try
            {
                using var document = System.Text.Json.JsonDocument.Parse(part.Body);
                problems.AddRange(
                    schema
                        .Check(document.RootElement, arrival.Http.RequestAborted)
                        .Select(p => new Problem("hook.schema", ProblemSeverity.Error, part.Pointer + p.Pointer, p.Message))
                );
            }
            catch (SchemaLimitException e)
            {
                problems.Add(new Problem("schema.limit", ProblemSeverity.Error, part.Pointer, e.Message));
            }
        }

        return problems.Count == 0
            ? null
            : Refuse(arrival, StatusCodes.Status422UnprocessableEntity, "hook.schema", "The body is not as this webhook needs it.", problems);
    }

    private async Task<IResult> RunAsync(Arrival arrival, List<HookPart> parts)
    {
        if (parts is [var single])
        {
            var hook = arrival.Hook;
            return Begin(arrival, single, out var delivery) is not { } start
                ? Refuse(arrival, StatusCodes.Status400BadRequest, "hook.body", "A member of the body stands twice.")
                : hook.Config.Response == TriggerWebhookNode.ByFlow
                ? await AnswerByFlowAsync(arrival, single, start, delivery).ConfigureAwait(false)
                : Accepted(arrival, single, await runs.StartAsync(start, delivery).ConfigureAwait(false));
        }

        // Each event of a batch has a run of its own; all commits go to the disk together.
        var starting = new List<Task<HookReply>>(parts.Count);
        foreach (var part in parts)
        {
            var start = Begin(arrival, part, out var delivery)!; // structured events were read strictly before
            starting.Add(runs.StartAsync(start, delivery));
        }

        var replies = await Task.WhenAll(starting).ConfigureAwait(false);
        return TypedResults.Json(new TakenCalls([.. replies.Select(r => r.ConversationId)]), statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<IResult> AnswerByFlowAsync(Arrival arrival, HookPart part, HeadlessStart start, HookDelivery delivery)
    {
        var earlier = runs.FindEarlier(arrival.BotId, arrival.Hook.Name, part.EventId);
        var most = TimeSpan.FromSeconds(arrival.Hook.Config.TimeoutSeconds);
        HookReply reply;
        try
        {
            reply = await runs.RunAsync(arrival.Bot, start, delivery, earlier, most).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TurnLostException or Microsoft.Data.Sqlite.SqliteException or ObjectDisposedException)
        {
            var soon = TimeSpan.FromSeconds(HookAdmission.RetryAfterSeconds);
            return Later(arrival.Http, StatusCodes.Status503ServiceUnavailable, "hook.busy", soon, "The call could not be stored.");
        }

        if (reply.Answer is not { } answer)
        {
            return Accepted(arrival, part, reply);
        }

        var status = answer.Response?.Status ?? (answer.IsFine ? StatusCodes.Status204NoContent : StatusCodes.Status500InternalServerError);
        Log(arrival, part, reply, delivery, status);
        return answer.Response is { } response ? new HookResult(response)
            : answer.IsFine ? TypedResults.NoContent()
            : Refuse(StatusCodes.Status500InternalServerError, "run.failed", "The flow failed before it responded.");
    }

    private HeadlessStart? Begin(Arrival arrival, HookPart part, out HookDelivery delivery)
    {
        var hook = arrival.Hook;
        var id = $"webhook.{Guid.CreateVersion7(arrival.At):N}";
        var head = HookContent.HeadOf(arrival.Http.Request, hook.Name, part.EventId, hook.Scheme?.Header, part.CloudEvent.Span);
        var record = arrival.Record(head, part.CloudEvent.IsEmpty ? arrival.Body : part.Body.ToArray());
        delivery = new HookDelivery(log, record, id, part.EventId, HookOutcome.Taken, 0);
        return HookContent.TryJoin(head, part.Body.Span) is { } happened
            ? new HeadlessStart(id, arrival.BotId, arrival.Bot.Language, "webhook", hook.Trigger.FlowId, hook.Trigger.NodeId, happened)
            : null;
    }

    private JsonHttpResult<TakenCall> Accepted(Arrival arrival, HookPart part, HookReply reply)
    {
        Log(arrival, part, reply, null, StatusCodes.Status202Accepted);
        arrival.Http.Response.Headers.Location = $"{PublicAddress.Of(arrival.Http.Request, "http")}/hooks/runs/{reply.ConversationId}";
        return TypedResults.Json(new TakenCall(reply.ConversationId), statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Says in the log what the commit of the run could not know: that it is a repetition, or what the caller heard later.</summary>
    private void Log(Arrival arrival, HookPart part, HookReply reply, HookDelivery? delivery, int status)
    {
        if (!reply.IsNew)
        {
            log.WriteAside(arrival.Record(null, null), part.EventId, reply.ConversationId, HookOutcome.Repeated, status, null);
        }
        else if (delivery is null || !delivery.IsAnswered)
        {
            log.Answered(arrival.Record(null, null), reply.ConversationId, status);
        }
    }

    private IResult Greet(Arrival arrival, IResult greeting)
    {
        log.WriteAside(arrival.Record(arrival.Head(), arrival.Body), null, null, HookOutcome.Greeted, StatusCodes.Status200OK, null);
        return greeting;
    }

    private ProblemHttpResult Refuse(Arrival arrival, int status, string code, string detail, IReadOnlyList<Problem>? problems = null)
    {
        var kept = arrival.Body.Length <= LargestRefused ? arrival.Body : null;
        log.WriteAside(arrival.Record(arrival.Head(), kept), null, null, HookOutcome.Refused, status, code);
        return ApiProblem.Of(status, code, detail, problems ?? []);
    }

    private static ProblemHttpResult Refuse(int status, string code, string detail) => ApiProblem.Of(status, code, detail);

    private static ProblemHttpResult Later(HttpContext http, int status, string code, TimeSpan wait, string detail)
    {
        http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
        return Refuse(status, code, $"{detail} Try again later.");
    }

    private static string EventIdHeaderOf(TriggerWebhookConfig config) =>
        string.IsNullOrEmpty(config.EventIdHeader) ? "webhook-id" : config.EventIdHeader;

    /// <summary>A call on its way.</summary>
    private sealed record Arrival(HttpContext Http, RunnableBot Bot, string BotId, LiveHook Hook, byte[] Body, DateTimeOffset At, long Began)
    {
        public byte[] Head() => HookContent.HeadOf(Http.Request, Hook.Name, null, Hook.Scheme?.Header, default);

        public HookCallRecord Record(byte[]? head, byte[]? body) => new(BotId, Hook.Name, At, Began, Body.Length, head, body);
    }

    private sealed record TakenCall(string Id);

    private sealed record TakenCalls(IReadOnlyList<string> Ids);
}
