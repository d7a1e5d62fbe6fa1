using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Tests.Crash;

/// <summary>The outside world: outlives the killed processes and counts what was done to it.</summary>
internal sealed class EffectServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private EffectServer(WebApplication app) => _app = app;

    /// <summary>Requests by key at the address that ignores keys.</summary>
    public ConcurrentDictionary<string, int> Blind { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys seen at the address that does the same key's work once.</summary>
    public ConcurrentDictionary<string, int> Keyed { get; } = new(StringComparer.Ordinal);

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Called with the running number of each request, after it took effect and before it is answered.</summary>
    public Action<int> OnRequest { get; set; } = _ => { };

    public static async Task<EffectServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new EffectServer(app);
        app.MapPost("/blind", (HttpContext context) => server.Take(server.Blind, context));
        app.MapPost("/keyed", (HttpContext context) => server.Take(server.Keyed, context));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(ConcurrentDictionary<string, int> seen, HttpContext context)
    {
        seen.AddOrUpdate(context.Request.Headers["Idempotency-Key"].ToString(), 1, (_, n) => n + 1);
        var number = Interlocked.Increment(ref _requests);
        OnRequest(number);
        // Every third answer is slow enough for its turn to go on without it.
        if (number % 3 == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(30), context.RequestAborted);
        }
    }
}
