using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.Hooks.Signing;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Hooks.Trying;

/// <summary>Addresses that wait for one call each. They live in memory, for a short time; the next start knows none.</summary>
internal sealed class HookTestAddresses(IBotSource bots, HookGate gate, HookLimit limit, TimeProvider time, IOptions<HookOptions> options)
{
    /// <summary>Addresses at the same time: each may hold a body.</summary>
    private const int MostAddresses = 50;

    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    /// <summary>Makes an address; null when too many wait.</summary>
    public HookTestAddress? Open(string? botId, string? hook)
    {
        foreach (var (old, waiting) in _waiting)
        {
            if (waiting.ExpiresAt <= time.GetUtcNow())
            {
                _waiting.TryRemove(old, out _);
            }
        }

        if (_waiting.Count >= MostAddresses)
        {
            return null;
        }

        var token = $"t_{Guid.NewGuid():N}";
        var opened = new Waiting(botId, hook, time.GetUtcNow() + options.Value.TestAddressLife);
        _waiting[token] = opened;
        return new HookTestAddress(token, opened.ExpiresAt, null);
    }

    public bool Close(string token) => _waiting.TryRemove(token, out _);

    /// <summary>Waits for the call of an address; null when it is unknown.</summary>
    public async Task<HookTestAddress?> WaitAsync(string token, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (Find(token) is not { } waiting)
        {
            return null;
        }

        try
        {
            await waiting.Call.Task.WaitAsync(wait, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // None came so far.
        }

        return new HookTestAddress(
            token,
            waiting.ExpiresAt,
            waiting.Call.Task.IsCompletedSuccessfully ? await waiting.Call.Task.ConfigureAwait(false) : null
        );
    }

    /// <summary>Takes the call.</summary>
    public async Task TakeAsync(HttpContext http, string token)
    {
        http.Response.Headers.CacheControl = "no-store";
        var answer = await AnswerAsync(http, token).ConfigureAwait(false);
        await answer.ExecuteAsync(http).ConfigureAwait(false);
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string token)
    {
        if (!limit.Allows(http, "", "test", out var wait))
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "hook.rate", "Too many calls from this address. Try again later.");
        }

        if (Find(token) is not { } waiting)
        {
            return ApiProblem.Of(StatusCodes.Status404NotFound, "hook.missing", "This test address is unknown or has expired.");
        }

        if (await HookBody.ReadAsync(http, options.Value.LargestBody).ConfigureAwait(false) is not { } body)
        {
            return ApiProblem.Of(
                StatusCodes.Status413PayloadTooLarge,
                "hook.size",
                $"A webhook takes at most {options.Value.LargestBody / 1024} kB."
            );
        }

        var (signature, header) = await TrySignatureAsync(http, waiting, body).ConfigureAwait(false);
        var isText = Utf8.IsValid(body);
        var call = new HookCapturedCall(
            time.GetUtcNow(),
            JsonElement.Parse(HookContent.HeadOf(http.Request, waiting.Hook ?? "test", null, header, default)),
            isText ? Encoding.UTF8.GetString(body) : Convert.ToBase64String(body),
            isText,
            signature
        );
        return waiting.Call.TrySetResult(call)
            ? TypedResults.Ok()
            : ApiProblem.Of(StatusCodes.Status410Gone, "hook.taken", "This test address has had its call. Make another one.");
    }

    private async Task<(string? Why, string? Header)> TrySignatureAsync(HttpContext http, Waiting waiting, byte[] body)
    {
        if (
            waiting is not { BotId: { } botId, Hook: { } name }
            || await bots.FindLiveAsync(botId, http.RequestAborted).ConfigureAwait(false) is not { } live
            || !LiveHook.Of(live).TryGetValue(name, out var hook)
        )
        {
            return (null, null);
        }

        var url = HookUrl.Of(http.Request, hook.Config.Signature, hook.Scheme);
        var request = new SignedRequest(http.Request.Method, url, http.Request.Headers, body);
        var verdict = await gate.CheckAsync(botId, hook, request, http.RequestAborted).ConfigureAwait(false);
        return (verdict is { Greeting: null } ? verdict.Detail : "", hook.Scheme?.Header);
    }

    private Waiting? Find(string token) =>
        _waiting.TryGetValue(token, out var waiting) && waiting.ExpiresAt > time.GetUtcNow() ? waiting : null;

    private sealed record Waiting(string? BotId, string? Hook, DateTimeOffset ExpiresAt)
    {
        public TaskCompletionSource<HookCapturedCall> Call { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
