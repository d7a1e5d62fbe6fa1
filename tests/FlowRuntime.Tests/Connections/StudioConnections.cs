using System.Net;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials;
using FlowRuntime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TestKit;

namespace FlowRuntime.Tests.Connections;

/// <summary>Connections over a real database, with the connector <c>test</c>, a clock that stands still and names of the test.</summary>
internal sealed class StudioConnections : IAsyncDisposable
{
    private StudioConnections(TestStorage storage, ManualTimeProvider time, CollectedLogs logs) => (Storage, Time, Logs) = (storage, time, logs);

    public TestStorage Storage { get; }

    public ManualTimeProvider Time { get; }

    public CollectedLogs Logs { get; }

    public IConnectionAdmin Admin => Get<IConnectionAdmin>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<StudioConnections> StartAsync(Action<IServiceCollection>? configure = null, Func<string, IPAddress[]>? resolve = null)
    {
        var (time, logs) = (new ManualTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_500)), new CollectedLogs());
        var storage = await TestStorage.CreateAsync(services =>
        {
            services.AddTestConnections(logs);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            services.Replace(
                ServiceDescriptor.Singleton<NameResolver>(_ => (host, _) => Task.FromResult(resolve?.Invoke(host) ?? [IPAddress.Loopback]))
            );
            configure?.Invoke(services);
        });
        await storage.Services.GetServices<IHostedService>().OfType<VaultStart>().Single().StartingAsync(Token);
        return new StudioConnections(storage, time, logs);
    }

    public T Get<T>()
        where T : notnull => Storage.Services.GetRequiredService<T>();

    public Task<IReadOnlyList<Problem>> SaveAsync(string url, string? token = "token-of-the-test", Func<ConnectionChange, ConnectionChange>? change = null)
    {
        var plain = new ConnectionChange(
            "test",
            JsonSerializer.SerializeToElement(new { url }),
            token is null ? default : Bearer(token),
            AllowLoopback: true,
            AllowHttp: true
        );
        return Admin.SaveAsync("shop", change?.Invoke(plain) ?? plain, "ann", Token);
    }

    public static JsonElement Bearer(string token) => JsonSerializer.SerializeToElement(new { kind = "bearer", token });

    public async Task<string> CallAsync(string environment = "live")
    {
        var connection = await Admin.SourceOf(environment).OpenAsync("shop", "test", Token);
        return await connection.Http.GetStringAsync(new Uri("x", UriKind.Relative), Token);
    }

    public async Task<string> RefusalAsync(string environment = "live") =>
        (await Assert.ThrowsAsync<ConnectionRefusedException>(() => CallAsync(environment))).Code;

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        Logs.Dispose();
    }
}
