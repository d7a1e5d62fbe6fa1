using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Tests.Connections;

/// <summary>Connections with one small connector of the test.</summary>
internal static class TestConnections
{
    public static ConnectorDefinition Connector { get; } =
        new(
            "test",
            "Test",
            "A system of the test.",
            "globe",
            [new FieldDefinition("url", "Address", "Where it is.", FieldKind.Text, Required: true)],
            [
                new CredentialKind(
                    "bearer",
                    "Token",
                    [new FieldDefinition("token", "Token", "The token.", FieldKind.Secret, Required: true)],
                    (request, secret) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret["token"])
                ),
            ],
            settings => Uri.TryCreate(settings.GetProperty("url").GetString(), UriKind.Absolute, out var url) ? url : null,
            async (connection, token) =>
            {
                using var response = await connection.Http.GetAsync(new Uri("", UriKind.Relative), token);
                return new ProbeResult(response.IsSuccessStatusCode, $"Status {(int)response.StatusCode}.");
            }
        )
        {
            Hosts = _ => ["db.test"],
        };

    public static void AddTestConnections(this IServiceCollection services, CollectedLogs? logs = null)
    {
        services.AddConnector(Connector);
        services.AddStudioConnections();
        if (logs is not null)
        {
            services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        }
    }
}

/// <summary>Keeps every line that was logged.</summary>
internal sealed class CollectedLogs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}

/// <summary>A server on this machine that notes what it is sent.</summary>
internal sealed class Echo : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Echo(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string? Authorization)> Seen { get; } = [];

    public string Address => _app.Urls.First();

    public static async Task<Echo> StartAsync(RequestDelegate? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var echo = new Echo(builder.Build());
        echo._app.Run(http =>
        {
            echo.Seen.Enqueue((http.Request.Path, http.Request.Headers.Authorization));
            return answer?.Invoke(http) ?? http.Response.WriteAsync("ok");
        });
        await echo._app.StartAsync();
        return echo;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
