using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Testing;
using FlowRuntime.Tests.Credentials.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Tests.Connections.Testing;

public sealed class ConnectionDiagnosisTests : IAsyncLifetime
{
    private StudioConnections _studio = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _studio = await StudioConnections.StartAsync(resolve: host => host == "unknown.test" ? throw new SocketException((int)SocketError.HostNotFound) : [IPAddress.Loopback]);

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Theory]
    [InlineData(200, null, null, "answer")]
    [InlineData(401, "WWW-Authenticate", "Bearer realm=\"shop\"", "unauthorized")]
    [InlineData(401, "WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"x\"", "token")]
    [InlineData(403, "WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"orders.read\"", "scope")]
    [InlineData(403, null, null, "forbidden")]
    [InlineData(404, null, null, "path")]
    [InlineData(302, "Location", "https://elsewhere.test/login?token-of-the-test", "redirect")]
    [InlineData(429, null, null, "limited")]
    [InlineData(503, null, null, "server")]
    [InlineData(200, "Content-Type", "text/html", "html")]
    public async Task Tells_what_the_answer_means_and_what_to_do(int status, string? header, string? value, string code)
    {
        await using var shop = await Echo.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Date = _studio.Time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            if (header is not null)
            {
                http.Response.Headers[header] = value;
            }

            return Task.CompletedTask;
        });
        await _studio.SaveAsync(shop.Address);

        var result = await _studio.Admin.TestAsync("shop", Token);

        var finding = Assert.Single(result!.Findings, f => f.Code == code);
        Assert.True(finding.Level is FindingLevel.Ok || finding.Advice.Length > 0, "Advice is missing.");
        Assert.Equal(code == "scope", finding.Message.Contains("orders.read", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Findings, f => f.Message.Contains("token-of-the-test", StringComparison.Ordinal));
        Assert.Equal(["connect", "http"], result.Findings.Take(2).Select(f => f.Code));
        Assert.Equal(result.Findings, Assert.Single(await _studio.Admin.ListAsync(Token)).TestResult!.Findings);
    }

    [Fact]
    public async Task Tells_that_the_clocks_differ()
    {
        await using var shop = await Echo.StartAsync(http =>
        {
            http.Response.Headers.Date = _studio.Time.GetUtcNow().AddMinutes(-17).ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        await _studio.SaveAsync(shop.Address);

        var result = await _studio.Admin.TestAsync("shop", Token);

        Assert.Contains("17 minutes", Assert.Single(result!.Findings, f => f.Code == "clock").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_an_unknown_name()
    {
        await _studio.SaveAsync("https://unknown.test");

        Assert.Equal("dns", Assert.Single((await _studio.Admin.TestAsync("shop", Token))!.Findings).Code);
    }

    [Fact]
    public async Task Tells_that_nothing_listens()
    {
        var shop = await Echo.StartAsync();
        await _studio.SaveAsync(shop.Address);
        await shop.DisposeAsync();

        Assert.Contains((await _studio.Admin.TestAsync("shop", Token))!.Findings, f => f is { Code: "connect", Level: FindingLevel.Error });
    }

    [Fact]
    public async Task Tells_an_address_that_is_not_allowed()
    {
        await _studio.SaveAsync("http://shop.test", change: c => c with { AllowLoopback = false });

        Assert.Contains((await _studio.Admin.TestAsync("shop", Token))!.Findings, f => f is { Code: "address", Level: FindingLevel.Error });
    }

    [Theory]
    [InlineData("localhost", false, "tls.chain")]
    [InlineData("shop.test", false, "tls.name")]
    [InlineData("localhost", true, "tls.expired")]
    public async Task Tells_what_is_wrong_with_a_certificate(string host, bool hasEnded, string code)
    {
        await using var shop = await TlsServer.StartAsync(hasEnded ? new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero) : null);
        await _studio.SaveAsync($"https://{host}:{new Uri(shop.Address).Port}");

        var result = await _studio.Admin.TestAsync("shop", Token);

        Assert.False(result!.Ok);
        Assert.Contains(result.Findings, f => f.Code == code && f.Advice.Length > 0);
    }

    [Fact]
    public async Task Tests_by_itself_less_and_less_often_while_it_fails()
    {
        var isWell = true;
        await using var shop = await Echo.StartAsync(http =>
        {
            http.Response.StatusCode = isWell ? 200 : 500;
            return Task.CompletedTask;
        });
        await _studio.SaveAsync(shop.Address, change: c => c with { ProbeMinutes = 10 });
        await AfterAsync(9);
        var early = shop.Seen.Count;
        await AfterAsync(1);
        var first = Assert.Single(await _studio.Admin.ListAsync(Token));
        isWell = false;
        await AfterAsync(10);
        await AfterAsync(10);
        var failing = Assert.Single(await _studio.Admin.ListAsync(Token));
        await AfterAsync(10);
        isWell = true;
        await AfterAsync(40);
        var again = Assert.Single(await _studio.Admin.ListAsync(Token));

        Assert.Equal((0, ConnectionState.Ok, 1), (early, first.State, first.LastOkAt is null ? 0 : 1));
        Assert.Equal((ConnectionState.Failing, 1, first.LastOkAt), (failing.State, failing.FailedTests, failing.LastOkAt));
        Assert.Equal((ConnectionState.Ok, 0), (again.State, again.FailedTests));
        Assert.Equal(4, shop.Seen.Count);
        Assert.Equal(2, _studio.Logs.Lines.Count(l => l.Contains("does not work any more", StringComparison.Ordinal) || l.Contains("works again", StringComparison.Ordinal)));
    }

    private async Task AfterAsync(int minutes)
    {
        _studio.Time.Advance(TimeSpan.FromMinutes(minutes));
        await _studio.Storage.Services.GetServices<IHostedService>().OfType<ConnectionWatch>().Single().LookAsync(Token);
    }
}
