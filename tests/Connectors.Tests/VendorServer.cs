using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Connectors.Tests;

/// <summary>A real server on a free port of this machine that acts as the other system.</summary>
internal sealed class VendorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private VendorServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public ConcurrentQueue<SeenRequest> Seen { get; } = [];

    public static async Task<VendorServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var server = new VendorServer(builder.Build());
        server._app.Run(async http =>
        {
            using var received = new MemoryStream();
            await http.Request.Body.CopyToAsync(received, http.RequestAborted);
            var body = Encoding.UTF8.GetString(received.ToArray());
            // An answer may read it once more.
            http.Request.Body = new MemoryStream(received.ToArray());
            var seen = new SeenRequest(
                http.Request.Method,
                http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body
            );
            http.Items[nameof(SeenRequest)] = seen;
            server.Seen.Enqueue(seen);
            await answer(http);
        });
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.First() + "/");
        return server;
    }

    public static Task<VendorServer> AnsweringAsync(int status, string body, string contentType = "application/json") =>
        StartAsync(http => WriteAsync(http, status, body, contentType));

    public static Task WriteAsync(HttpContext http, int status, string body, string contentType = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body, Encoding.UTF8);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}

internal sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
