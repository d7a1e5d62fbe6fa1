using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using FlowDesigner.Web.Hosting;
using FlowEngine.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowDesigner.Web.Tests.Hosting;

/// <summary>Against a collector that keeps what it gets.</summary>
public sealed class TelemetryExportTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string? Key, string Body)> _received = new();
    private WebApplication _collector = null!; // set before each test

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _collector = builder.Build();
        _collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            // Names and ids stand in protobuf as they are.
            _received.Enqueue((context.Request.Path, context.Request.Headers["x-key"], Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        });
        await _collector.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    [Fact]
    public async Task Sends_spans_and_metrics_to_the_collector_that_is_named()
    {
        await using var services = Services(("Endpoint", _collector.Urls.First()), ("Headers", "x-key=k1"));
        var export = services.GetRequiredService<IHostedService>();
        await export.StartAsync(TestContext.Current.CancellationToken);
        using var meter = new System.Diagnostics.Metrics.Meter(FlowTelemetry.Name);
        meter.CreateCounter<long>("flowstudio.test.counter").Add(1);
        FlowTelemetry.Resume("flowstudio.test.span", ActivityKind.Internal, null)?.Dispose();

        await services.DisposeAsync();

        Assert.Contains(_received, r => r is { Path: "/v1/traces", Key: "k1" } && r.Body.Contains("flowstudio.test.span", StringComparison.Ordinal));
        Assert.Contains(_received, r => r is { Path: "/v1/metrics", Key: "k1" } && r.Body.Contains("flowstudio.test.counter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_nothing_by_default()
    {
        await using var services = Services();

        await services.GetRequiredService<IHostedService>().StartAsync(TestContext.Current.CancellationToken);
        FlowTelemetry.Resume("flowstudio.test.span", ActivityKind.Internal, null)?.Dispose();
        await services.DisposeAsync();

        Assert.Empty(_received);
    }

    [Theory]
    [InlineData("Endpoint", "collector:4318")]
    [InlineData("Protocol", "thrift")]
    [InlineData("Sample", "2")]
    [InlineData("MetricsSeconds", "0")]
    public async Task Refuses_settings_that_make_no_sense_by_their_name(string name, string value)
    {
        await using var services = Services((name, value));

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TelemetryOptions>>().Value);

        Assert.Contains($"FlowStudio:Telemetry:{name} is", refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>($"{TelemetryOptions.SectionName}:{s.Name}", s.Value)))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddStudioTelemetry().BuildServiceProvider();
    }
}
