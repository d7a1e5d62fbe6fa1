using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials;
using FlowRuntime.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TestKit;

namespace FlowRuntime.Tests.Connections;

public sealed class ConnectionTests : IAsyncLifetime
{
    private const string Secret = "very-secret-token";
    private readonly CollectedLogs _logs = new();
    private readonly ManualTimeProvider _time = new();
    private Func<CancellationToken, Task> _slowly = _ => Task.CompletedTask;
    private Func<string, IPAddress[]> _resolve = _ => [IPAddress.Loopback];
    private TestStorage _storage = null!; // set before each test
    private Echo _server = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConnectionAdmin Admin => _storage.Services.GetRequiredService<IConnectionAdmin>();

    public async ValueTask InitializeAsync()
    {
        _server = await Echo.StartAsync();
        _storage = await TestStorage.CreateAsync(services =>
        {
            services.AddTestConnections(_logs);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
            services.Replace(
                ServiceDescriptor.Singleton<NameResolver>(_ => async (host, token) =>
                {
                    await _slowly(token);
                    return _resolve(host);
                })
            );
        });
        await _storage.Services.GetServices<IHostedService>().OfType<VaultStart>().Single().StartingAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _server.DisposeAsync();
        _logs.Dispose();
    }

    [Fact]
    public async Task Sends_the_credential_to_its_own_host()
    {
        await SaveAsync(_server.Address);

        Assert.Equal("ok", await GetAsync("a/b"));

        Assert.Equal(("/a/b", $"Bearer {Secret}"), Assert.Single(_server.Seen));
    }

    [Fact]
    public async Task Passes_the_trace_of_the_turn_on_to_the_other_system()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        string? seen = null;
        await using var vendor = await Echo.StartAsync(http =>
        {
            seen = http.Request.Headers.TraceParent;
            return http.Response.WriteAsync("ok");
        });
        await SaveAsync(vendor.Address);
        using var turn = FlowTelemetry.Resume("flowstudio.turn", ActivityKind.Consumer, $"00-{Trace}-b7ad6b7169203331-01");

        await GetAsync("a/b");

        Assert.StartsWith($"00-{Trace}-", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_send_to_another_host_or_above_its_path()
    {
        await using var other = await Echo.StartAsync();
        await SaveAsync(_server.Address + "/api/");
        var connection = await OpenAsync();

        var elsewhere = await Assert.ThrowsAsync<ConnectionRefusedException>(() => connection.Http.GetAsync(new Uri(other.Address), Token));
        var above = await Assert.ThrowsAsync<ConnectionRefusedException>(() => connection.Http.GetAsync(new Uri("/admin", UriKind.Relative), Token));

        Assert.Equal(("connection.host", "connection.host"), (elsewhere.Code, above.Code));
        Assert.Empty(other.Seen);
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task Does_not_carry_the_credential_along_a_redirect()
    {
        await using var other = await Echo.StartAsync();
        await using var redirecting = await Echo.StartAsync(http =>
        {
            http.Response.Redirect(other.Address);
            return Task.CompletedTask;
        });
        await SaveAsync(redirecting.Address);

        using var response = await (await OpenAsync()).Http.GetAsync(new Uri("", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Empty(other.Seen);
    }

    [Fact]
    public async Task Reaches_this_machine_only_where_the_connection_allows_it()
    {
        await SaveAsync(_server.Address, allowLoopback: false);
        var connection = await OpenAsync();

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => connection.Http.GetAsync(new Uri("", UriKind.Relative), Token));

        Assert.Equal("connection.address", refused.Code);
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task Checks_the_address_that_a_name_leads_to_each_time_it_connects()
    {
        var port = new Uri(_server.Address).Port;
        await SaveAsync($"http://shop.test:{port}");
        Assert.Equal("ok", await GetAsync(""));
        _resolve = _ => [IPAddress.Parse("::ffff:10.0.0.7"), IPAddress.Parse("169.254.169.254")];
        await SaveAsync($"http://shop.test:{port}", credential: null);

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => GetAsync(""));

        Assert.Equal("connection.address", refused.Code);
        Assert.Single(_server.Seen);
    }

    [Fact]
    public async Task Reaches_a_private_address_that_an_admin_allowed_for_this_connection()
    {
        var port = new Uri(_server.Address).Port;
        await SaveAsync($"http://erp.test:{port}", allowLoopback: false);
        Assert.Equal("connection.address", (await Assert.ThrowsAsync<ConnectionRefusedException>(() => GetAsync(""))).Code);

        Assert.Empty(await AllowAsync($"http://erp.test:{port}", $"erp.test:{port}"));

        Assert.Equal("ok", await GetAsync(""));
        Assert.Equal([$"erp.test:{port}"], Assert.Single(await Admin.ListAsync(Token)).AllowedAddresses);
    }

    [Fact]
    public async Task Keeps_the_allowed_addresses_of_a_change_that_does_not_name_them()
    {
        var url = $"http://erp.test:{new Uri(_server.Address).Port}";
        await SaveAsync(url);
        Assert.Empty(await AllowAsync(url, "127.0.0.0/8"));

        await SaveAsync(url, allowLoopback: false, credential: null);

        Assert.Equal("ok", await GetAsync(""));
    }

    [Fact]
    public async Task Dials_for_connectors_that_speak_something_else_within_the_same_guard()
    {
        var address = new Uri(_server.Address);
        await SaveAsync(_server.Address);
        await using var line = await (await OpenAsync()).DialAsync("db.test", address.Port, Token);
        await line.WriteAsync("GET /raw HTTP/1.1\r\nHost: db.test\r\nConnection: close\r\n\r\n"u8.ToArray(), Token);
        using var reader = new StreamReader(line);
        Assert.StartsWith("HTTP/1.1 200", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
        _resolve = _ => [IPAddress.Parse("10.0.0.7")];

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(async () => await (await OpenAsync()).DialAsync("db.test", 5432, Token));

        Assert.Equal("connection.address", refused.Code);
    }

    [Fact]
    public async Task Dials_only_hosts_that_the_connection_leads_to()
    {
        await SaveAsync(_server.Address);

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(async () => await (await OpenAsync()).DialAsync("other.test", 443, Token));

        Assert.Equal("connection.host", refused.Code);
    }

    [Fact]
    public async Task Gives_up_a_line_that_nobody_answers_after_ten_seconds()
    {
        var asked = new TaskCompletionSource();
        await SaveAsync(_server.Address);
        _slowly = async token =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var dialing = (await OpenAsync()).DialAsync("db.test", 5432, Token).AsTask();
        await asked.Task;

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(SocketError.TimedOut, (await Assert.ThrowsAsync<SocketException>(() => dialing)).SocketErrorCode);
    }

    [Fact]
    public async Task Tells_unknown_names_from_refused_ones()
    {
        _resolve = _ => [];
        await SaveAsync("http://nowhere.test");

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(""));

        Assert.Equal(HttpRequestError.NameResolutionError, failed.HttpRequestError);
    }

    [Fact]
    public async Task Asks_for_the_credential_again_when_the_connection_leads_to_another_host()
    {
        await using var other = await Echo.StartAsync();
        await SaveAsync(_server.Address);

        var problems = await TrySaveAsync(other.Address, credential: null);

        Assert.Equal(("connection.credentialAgain", "/credential"), (Assert.Single(problems).Code, problems[0].Pointer));
        await GetAsync("");
        Assert.Empty(other.Seen);
    }

    [Fact]
    public async Task Keeps_the_stored_secret_when_only_the_path_changes()
    {
        await SaveAsync(_server.Address);

        await SaveAsync(_server.Address + "/v2/", credential: null);
        await GetAsync("x");

        Assert.Equal(("/v2/x", $"Bearer {Secret}"), Assert.Single(_server.Seen));
    }

    [Fact]
    public async Task Shows_no_secret_in_summaries_logs_problems_or_the_database()
    {
        await SaveAsync(_server.Address);
        await GetAsync("");
        await Admin.TestAsync("shop", Token);
        var problems = await TrySaveAsync("not an address");

        var shown = JsonSerializer.Serialize(await Admin.ListAsync(Token)) + JsonSerializer.Serialize(problems) + string.Join('\n', _logs.Lines);

        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
        // The third file beside these is SQLite's memory for its readers: it comes and goes and holds no rows.
        foreach (var file in Directory.GetFiles(_storage.Folder, "*.db").Concat(Directory.GetFiles(_storage.Folder, "*.db-wal")))
        {
            Assert.DoesNotContain(Secret, await ReadSharedAsync(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("test", """{ }""", """{ "token": "t" }""", "/settings/url")]
    [InlineData("test", """{ "url": 5 }""", """{ "token": "t" }""", "/settings/url")]
    [InlineData("test", """{ "url": "ftp//x" }""", """{ "token": "t" }""", "/settings/url")]
    [InlineData("test", """{ "url": "https://x.test", "uri": "" }""", """{ "token": "t" }""", "/settings/uri")]
    [InlineData("test", """{ "url": "https://x.test" }""", """{ "kind": "basic" }""", "/credential/kind")]
    [InlineData("test", """{ "url": "https://x.test" }""", """{ "kind": "bearer" }""", "/credential/token")]
    [InlineData("test", """{ "url": "https://x.test" }""", """{ "token": "a\nb" }""", "/credential/token")]
    [InlineData("test", """{ "url": "https://x.test" }""", "\"t\"", "/credential")]
    [InlineData("test", "[]", """{ "token": "t" }""", "/settings")]
    [InlineData("none", "{}", "{}", "/connector")]
    public async Task Points_at_what_is_wrong(string connector, string settings, string credential, string pointer)
    {
        var change = new ConnectionChange(connector, JsonElement.Parse(settings), JsonElement.Parse(credential));

        var problems = await Admin.SaveAsync("shop", change, "ann", Token);

        Assert.Contains(problems, p => p.Pointer == pointer && p.Severity is ProblemSeverity.Error);
        Assert.Empty(await Admin.ListAsync(Token));
    }

    [Theory]
    [InlineData("Shop")]
    [InlineData("my shop")]
    [InlineData("")]
    public async Task Refuses_names_that_cannot_stand_in_a_flow(string name) =>
        Assert.Equal("connection.name", Assert.Single(await TrySaveAsync(_server.Address, name: name)).Code);

    [Fact]
    public async Task Refuses_plain_http_unless_allowed() =>
        Assert.Equal("connection.http", Assert.Single(await TrySaveAsync("http://x.test", allowHttp: false)).Code);

    [Fact]
    public async Task Tells_missing_connections_from_those_of_another_kind()
    {
        await SaveAsync(_server.Address);

        var missing = await Assert.ThrowsAsync<ConnectionRefusedException>(async () => await Admin.Source.OpenAsync("none", "test", Token));
        var other = await Assert.ThrowsAsync<ConnectionRefusedException>(async () => await Admin.Source.OpenAsync("shop", "erp", Token));

        Assert.Equal(("connection.missing", "connection.kind"), (missing.Code, other.Code));
    }

    [Fact]
    public async Task Refuses_a_connection_without_its_credential()
    {
        await TrySaveAsync(_server.Address);
        await using (var db = await _storage.ContextAsync())
        {
            db.RemoveRange(db.Set<SecretRow>());
            await db.SaveChangesAsync(Token);
        }

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(OpenAsync);

        Assert.Equal("connection.credential", refused.Code);
    }

    [Fact]
    public async Task Remembers_the_outcome_of_a_test()
    {
        await SaveAsync(_server.Address);

        var result = await Admin.TestAsync("shop", Token);

        Assert.Equal((true, "Status 200."), (result!.Ok, result.Message));
        var summary = Assert.Single(await Admin.ListAsync(Token));
        Assert.Equal((true, "Status 200.", _time.GetUtcNow()), (summary.TestResult!.Ok, summary.TestResult.Message, summary.TestedAt));
        Assert.Null(await Admin.TestAsync("none", Token));
    }

    [Fact]
    public async Task Shows_the_last_use_at_once_and_writes_it_later()
    {
        await SaveAsync(_server.Address);
        Assert.Null(Assert.Single(await Admin.ListAsync(Token)).LastUsedAt);

        await GetAsync("");

        Assert.Equal(_time.GetUtcNow(), Assert.Single(await Admin.ListAsync(Token)).LastUsedAt);
        await using var db = await _storage.ContextAsync();
        Assert.Null(db.Set<ConnectionRow>().Single().LastUsedAt);
        await _storage.Services.GetServices<IHostedService>().OfType<ConnectionUseWriter>().Single().FlushAsync(Token);
        await using var later = await _storage.ContextAsync();
        Assert.Equal(_time.GetUtcNow(), later.Set<ConnectionRow>().Single().LastUsedAt);
    }

    [Fact]
    public async Task Removes_a_connection_with_its_secret()
    {
        await SaveAsync(_server.Address);

        Assert.True(await Admin.DeleteAsync("shop", "ann", Token));

        Assert.False(await Admin.DeleteAsync("shop", "ann", Token));
        await using var db = await _storage.ContextAsync();
        Assert.Empty(db.Set<SecretRow>());
        Assert.Equal("connection.missing", (await Assert.ThrowsAsync<ConnectionRefusedException>(OpenAsync)).Code);
    }

    private async Task SaveAsync(string url, bool allowLoopback = true, string? credential = Secret) =>
        Assert.Empty(await TrySaveAsync(url, allowLoopback, credential: credential));

    private Task<IReadOnlyList<Problem>> TrySaveAsync(
        string url,
        bool allowLoopback = true,
        bool allowHttp = true,
        string? credential = Secret,
        string name = "shop"
    ) =>
        Admin.SaveAsync(
            name,
            new ConnectionChange(
                "test",
                JsonSerializer.SerializeToElement(new { url }),
                credential is null ? default : JsonSerializer.SerializeToElement(new { kind = "bearer", token = credential }),
                allowLoopback,
                allowHttp
            ),
            "ann",
            Token
        );

    private Task<IReadOnlyList<Problem>> AllowAsync(string url, params string[] addresses) =>
        Admin.SaveAsync(
            "shop",
            new ConnectionChange("test", JsonSerializer.SerializeToElement(new { url }), AllowHttp: true, AllowedAddresses: addresses),
            "ann",
            Token
        );

    private async Task<IConnection> OpenAsync() => await Admin.Source.OpenAsync("shop", "test", Token);

    private async Task<string> GetAsync(string path) => await (await OpenAsync()).Http.GetStringAsync(new Uri(path, UriKind.Relative), Token);

    private static async Task<string> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Token);
    }
}
