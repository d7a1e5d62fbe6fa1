using System.Text;
using FlowRuntime.Auditing;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.Hooks.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowRuntime.Gateway.Hooks.Trying;

/// <summary>Tries webhooks. What it sends takes the way of every call, without the network.</summary>
internal sealed class HookTester(
    IServiceProvider services,
    IBotSource bots,
    HookEndpoint endpoint,
    HookSecrets secrets,
    HookTestAddresses addresses,
    IAuditTrail audit,
    TimeProvider time
) : IHookTester
{
    public HookTestAddress? Open(string? botId, string? hook) => addresses.Open(botId, hook);

    public Task<HookTestAddress?> WaitAsync(string token, TimeSpan wait, CancellationToken cancellationToken) =>
        addresses.WaitAsync(token, wait, cancellationToken);

    public bool Close(string token) => addresses.Close(token);

    public async Task<HookTestAnswer?> SendAsync(HookTestCall call, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (await FindAsync(call, cancellationToken).ConfigureAwait(false) is not { } hook)
        {
            return null;
        }

        await audit.RecordAsync("webhook.testSent", $"{call.BotId}/hooks/{call.Hook}", actor, cancellationToken).ConfigureAwait(false);
        var context = await ContextOfAsync(call, hook, "http://localhost", cancellationToken).ConfigureAwait(false);
        using var answered = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answered));
        context.RequestServices = services;
        context.RequestAborted = cancellationToken;
        context.Request.RouteValues["bot"] = call.BotId;
        context.Request.RouteValues["hook"] = call.Hook;
        var began = time.GetTimestamp();
        await endpoint.TakeAsync(context, isTest: true).ConfigureAwait(false);
        await context.Response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new HookTestAnswer(
            context.Response.StatusCode,
            context.Response.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(answered.ToArray()),
            time.GetElapsedTime(began)
        );
    }

    public async Task<string?> WriteCurlAsync(HookTestCall call, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (await FindAsync(call, cancellationToken).ConfigureAwait(false) is not { } hook)
        {
            return null;
        }

        var context = await ContextOfAsync(call, hook, address, cancellationToken).ConfigureAwait(false);
        var command = new StringBuilder($"curl -X {hook.Config.Method} {Quote($"{address}/hooks/{call.BotId}/{call.Hook}{call.Query}")}");
        foreach (var (name, value) in context.Request.Headers.Where(h => h.Key is not ("Host" or "Content-Length")))
        {
            command.Append(" \\\n  -H ").Append(Quote($"{name}: {value}"));
        }

        return command.Append(" \\\n  --data-binary ").Append(Quote(call.Body)).ToString();
    }

    private async Task<LiveHook?> FindAsync(HookTestCall call, CancellationToken cancellationToken) =>
        await bots.FindLiveAsync(call.BotId, cancellationToken).ConfigureAwait(false) is { } live
            ? LiveHook.Of(live).GetValueOrDefault(call.Hook)
            : null;

    private async Task<DefaultHttpContext> ContextOfAsync(HookTestCall call, LiveHook hook, string address, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(call.Body);
        var (context, uri) = (new DefaultHttpContext(), new Uri(address));
        var request = context.Request;
        (request.Method, request.Scheme, request.Host) = (hook.Config.Method, uri.Scheme, HostString.FromUriComponent(uri));
        (request.Path, request.QueryString) = ($"/hooks/{call.BotId}/{call.Hook}", new QueryString(call.Query));
        (request.Body, request.ContentLength, request.ContentType) = (new MemoryStream(body), body.Length, call.ContentType);
        foreach (var (name, value) in call.Headers ?? new Dictionary<string, string>())
        {
            request.Headers[name] = value;
        }

        if (hook.Scheme is not { } scheme)
        {
            return context;
        }

        if (scheme.IdHeader is { } idHeader && string.IsNullOrEmpty(request.Headers[idHeader]))
        {
            request.Headers[idHeader] = $"test_{Guid.CreateVersion7(time.GetUtcNow()):N}";
        }

        var secret = await secrets.GetOrCreateAsync(call.BotId, call.Hook, cancellationToken).ConfigureAwait(false);
        var signed = new SignedRequest(request.Method, HookUrl.Of(request, hook.Config.Signature, scheme), request.Headers, body);
        foreach (var (name, value) in HookSignature.Sign(scheme, secret, signed, time.GetUtcNow()).ToList())
        {
            request.Headers[name] = value;
        }

        return context;
    }

    /// <summary>One word of a POSIX shell, whatever stands in it.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
