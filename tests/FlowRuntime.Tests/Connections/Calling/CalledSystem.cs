using System.Collections.Concurrent;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials;
using FlowRuntime.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TestKit;

namespace FlowRuntime.Tests.Connections.Calling;

/// <summary>A system on this machine, the connection <c>shop</c> to it, and a clock that tests move.</summary>
internal sealed class CalledSystem : IAsyncDisposable
{
    private readonly TestStorage _storage;
    private readonly Echo _server;

    private CalledSystem(TestStorage storage, Echo server, ManualTimeProvider time) => (_storage, _server, Time) = (storage, server, time);

    public ManualTimeProvider Time { get; }

    public string Address => _server.Address;

    public ConcurrentQueue<(string Path, string? Authorization)> Seen => _server.Seen;

    public CallingStatus State => _storage.Services.GetRequiredService<ICallingState>().Read("shop");

    public ICallingCache Cache => _storage.Services.GetRequiredService<ICallingCache>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CalledSystem> StartAsync(
        RequestDelegate? answer = null,
        CallingSettings? settings = null,
        Action<CallingOptions>? options = null
    )
    {
        var time = new ManualTimeProvider();
        var server = await Echo.StartAsync(answer);
        var storage = await TestStorage.CreateAsync(services =>
        {
            services.AddTestConnections();
            services.Configure(options ?? (_ => { }));
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
        });
        await storage.Services.GetServices<IHostedService>().OfType<VaultStart>().Single().StartingAsync(Token);
        var system = new CalledSystem(storage, server, time);
        await system.SaveAsync(settings);
        return system;
    }

    public async Task SaveAsync(CallingSettings? settings = null, string path = "/", string token = "t") =>
        Assert.Empty(
            await _storage
                .Services.GetRequiredService<IConnectionAdmin>()
                .SaveAsync(
                    "shop",
                    new ConnectionChange(
                        "test",
                        JsonSerializer.SerializeToElement(new { url = _server.Address + path }),
                        JsonSerializer.SerializeToElement(new { kind = "bearer", token }),
                        AllowLoopback: true,
                        AllowHttp: true,
                        Calling: settings
                    ),
                    "ann",
                    Token
                )
        );

    public async Task<IConnection> OpenAsync() =>
        await _storage.Services.GetRequiredService<IConnectionSource>().OpenAsync("shop", "test", Token);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken? token = null)
    {
        using (request)
        {
            return await (await OpenAsync()).Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token ?? Token);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path = "", CancellationToken? token = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), token);

    /// <summary>Makes a call as connectors do.</summary>
    public async Task<Exchange> CallAsync(string path, TimeSpan timeout, int maxBytes = 1_000_000, CancellationToken? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await ConnectionCall.SendAsync(await OpenAsync(), request, new CallLimits(timeout, maxBytes), Time, token ?? Token);
    }

    public static async Task<string> TextAsync(Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        return await answer.Content.ReadAsStringAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _server.DisposeAsync();
    }
}
