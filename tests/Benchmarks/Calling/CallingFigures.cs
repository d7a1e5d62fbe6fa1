using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Hosting;
using FlowRuntime.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Calling;

/// <summary>
/// The figures of docs/performance.md about calls: what a connection costs beyond a bare <see cref="HttpClient"/>, and what an
/// answer from the cache costs. All kinds take turns in each round, so that their differences hold on any machine.
/// </summary>
internal static class CallingFigures
{
    private const int Rounds = 15;
    private const int Calls = 300;
    private static readonly CallLimits Limits = new(TimeSpan.FromSeconds(30), 1024 * 1024);
    private static readonly CachePolicy Policy = new(TimeSpan.FromHours(1), TimeSpan.Zero, ["orders"]);
    private static readonly Uri Path = new("orders/1003", UriKind.Relative);

    public static async Task PrintAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("flowstudio-calling").FullName;
        await using var vendor = await VendorAsync();
        await using var services = Services(folder);
        var source = await ConnectAsync(services, vendor.Urls.First());
        using var bare = new HttpClient { BaseAddress = new Uri(vendor.Urls.First()) };
        var kinds = new (string What, Func<Task> Call, List<double> Times, List<double> Bytes)[]
        {
            ("A bare HttpClient, the answer read as JSON", async () => await BareAsync(bare), [], []),
            ("The same over a connection", () => OverConnectionAsync(source, cached: false), [], []),
            ("The same over a connection, from the cache", () => OverConnectionAsync(source, cached: true), [], []),
            ("A cache hit alone", () => HitAsync(source), [], []),
        };
        foreach (var (_, call, _, _) in kinds)
        {
            await WarmUpAsync(call);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, call, times, bytes) in kinds)
            {
                var (before, started) = (GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
                for (var i = 0; i < Calls; i++)
                {
                    await call();
                }

                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / Calls);
                bytes.Add((GC.GetTotalAllocatedBytes() - before) / (double)Calls);
            }
        }

        await output.WriteLineAsync("| What | Goal | Time a call | Allocated |\n| --- | --- | ---: | ---: |");
        var goals = new[] { "", "60 µs more", "", "5 µs" };
        foreach (var (kind, goal) in kinds.Zip(goals))
        {
            await output.WriteLineAsync(Row(kind.What, goal, kind.Times, Median(kind.Bytes)));
        }

        var extra = kinds[1].Times.Zip(kinds[0].Times, (over, without) => over - without).ToList();
        await output.WriteLineAsync(Row("What the connection adds, round by round", "60 µs", extra, Median(kinds[1].Bytes) - Median(kinds[0].Bytes)));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task BareAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        GC.KeepAlive(JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    private static async Task OverConnectionAsync(IConnectionSource source, bool cached)
    {
        var connection = await source.OpenAsync("shop", "bench", CancellationToken.None);
        using var request = Request(cached);
        var exchange = await ConnectionCall.SendAsync(connection, request, Limits, TimeProvider.System, CancellationToken.None);
        if (exchange is not Exchange.Answered { Answer: var answer } || !answer.TryReadJson(out var json))
        {
            throw new InvalidOperationException(exchange.ToString());
        }

        GC.KeepAlive(json);
    }

    private static async Task HitAsync(IConnectionSource source)
    {
        var connection = await source.OpenAsync("shop", "bench", CancellationToken.None);
        using var request = Request(cached: true);
        using var response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        GC.KeepAlive(response);
    }

    private static HttpRequestMessage Request(bool cached)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Path);
        if (cached)
        {
            request.Options.Set(CallOptions.Cache, Policy);
        }

        return request;
    }

    private static async Task<WebApplication> VendorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var order = Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(new { id = 1003, status = "processing", items = Enumerable.Range(1, 10).Select(i => new { sku = $"mug-{i}", price = i * 1.5, quantity = 2 }) })
        );
        app.Run(http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = order.Length;
            return http.Response.Body.WriteAsync(order).AsTask();
        });
        await app.StartAsync();
        return app;
    }

    private static ServiceProvider Services(string folder) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder().AddInMemoryCollection([new($"{StudioOptions.SectionName}:DataDirectory", folder)]).Build()
            )
            .AddSingleton(TimeProvider.System)
            .AddStudioStorage()
            .AddConnector(
                new ConnectorDefinition(
                    "bench",
                    "Bench",
                    "The system of the measurement.",
                    "globe",
                    [new FieldDefinition("url", "Address", "Where it is.", FieldKind.Text, Required: true)],
                    [CredentialKinds.Bearer],
                    settings => BaseAddresses.From(settings, "url")
                )
            )
            .AddStudioConnections()
            .BuildServiceProvider();

    private static async Task<IConnectionSource> ConnectAsync(ServiceProvider services, string address)
    {
        foreach (var service in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(CancellationToken.None);
        }

        var connections = services.GetRequiredService<IConnectionAdmin>();
        var problems = await connections.SaveAsync(
            "shop",
            new ConnectionChange(
                "bench",
                JsonSerializer.SerializeToElement(new { url = address }),
                JsonSerializer.SerializeToElement(new { kind = "bearer", token = "t" }),
                AllowLoopback: true,
                AllowHttp: true
            ),
            "bench",
            CancellationToken.None
        );
        return problems.Count == 0 ? connections.Source : throw new InvalidOperationException(problems[0].Message);
    }

    private static async Task WarmUpAsync(Func<Task> call)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < TimeSpan.FromSeconds(1.5))
        {
            await call();
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Row(string what, string goal, List<double> times, double bytes) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {goal} | {Median(times):#,0.0} µs ({times.Min():#,0.0} to {times.Max():#,0.0}) | {bytes:#,0} B |"
        );
}
