using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Tests.Plugins;

/// <summary>The loyalty programme that the sample plug-in talks to, over real HTTP.</summary>
internal sealed class LoyaltyServer : IAsyncDisposable
{
    public const string AccessToken = "tok_canary_7f3a";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _given = new();
    private int _points;

    private LoyaltyServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public ConcurrentQueue<string> Targets { get; } = [];

    public static async Task<LoyaltyServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var server = new LoyaltyServer(builder.Build());
        server.Map();
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.First() + "/api/");
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Map()
    {
        _app.Use(
            async (http, next) =>
            {
                Targets.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
                if (http.Request.Headers.Authorization != $"Bearer {AccessToken}")
                {
                    http.Response.StatusCode = 401;
                    return;
                }

                await next(http);
            }
        );
        _app.MapGet("/api/me", () => Results.Json(new { shop = "acme" }));
        _app.MapGet("/api/members", Members);
        _app.MapPost("/api/members/{member}/points", GiveAsync);
    }

    /// <summary>120 members named Ann 1 to Ann 120, page by page.</summary>
    private static IResult Members(string q, int size, int after = 0)
    {
        var all = Enumerable.Range(1, 120).Select(i => new { id = i.ToString(CultureInfo.InvariantCulture), name = $"Ann {i}" });
        var page = all.Where(m => m.name.Contains(q, StringComparison.Ordinal)).Skip(after).Take(size).ToList();
        return Results.Json(new { members = page, next = page.Count == size ? after + size : (int?)null });
    }

    private async Task<IResult> GiveAsync(string member, HttpRequest request)
    {
        if (member != "7")
        {
            return Results.NotFound();
        }

        var body = await request.ReadFromJsonAsync<JsonElement>();
        var key = request.Headers["Idempotency-Key"].ToString();
        var points = _given.GetOrAdd(key, _ => _points += body.GetProperty("points").GetInt32());
        return Results.Json(new { id = member, points, key });
    }
}
