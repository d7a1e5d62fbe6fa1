using System.Text;
using FlowEngine.Connecting;
using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Credentials.OAuth;

public sealed class OAuthTokenTests(MockProvider provider) : IAsyncLifetime, IClassFixture<MockProvider>
{
    private Func<HttpContext, int, Task>? _answer;
    private int _calls;
    private OAuthHarness _oauth = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _oauth = await OAuthHarness.StartAsync(provider, http => _answer?.Invoke(http, ++_calls) ?? http.Response.WriteAsync("ok"));

    public ValueTask DisposeAsync() => _oauth.DisposeAsync();

    [Theory]
    [InlineData("basic")]
    [InlineData("post")]
    public async Task Gets_a_token_for_the_connection_itself_and_uses_it_again(string authentication)
    {
        Assert.Empty(await _oauth.SaveAsync("oauthClient", new { clientAuthentication = authentication, scopes = "orders.read", parameters = "audience=shop" }));

        await _oauth.CallAsync();
        await _oauth.CallAsync();

        var asked = Assert.Single(await _oauth.Provider.LogAsync());
        Assert.Equal(("client_credentials", "orders.read", "shop"), (asked.Text("grant"), asked.Text("scope"), asked.Text("audience")));
        Assert.Equal(authentication == "post" ? "client-secret-1" : null, asked.Text("client_secret"));
        var basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("studio:client-secret-1"))}";
        Assert.Equal(authentication == "basic" ? basic : null, asked.Text("authorization"));
        Assert.Equal(2, _oauth.Api.Seen.Count);
        Assert.Single(_oauth.Api.Seen.Select(s => s.Authorization).Distinct());
    }

    [Fact]
    public async Task A_storm_of_calls_asks_for_one_token()
    {
        await _oauth.SaveAsync("oauthClient");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _oauth.CallAsync($"{i}")));

        Assert.Equal(1, await _oauth.Provider.TokenRequestsAsync());
        Assert.Equal(50, _oauth.Api.Seen.Count);
    }

    [Fact]
    public async Task Renews_a_token_before_it_ends_and_not_sooner()
    {
        await _oauth.SaveAsync("oauthClient", new { skewSeconds = 100 });
        await _oauth.CallAsync();

        _oauth.Time.Advance(TimeSpan.FromSeconds(3600 - 101));
        await _oauth.CallAsync();
        var before = await _oauth.Provider.TokenRequestsAsync();
        _oauth.Time.Advance(TimeSpan.FromSeconds(2));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _oauth.CallAsync()));

        Assert.Equal((1, 2), (before, await _oauth.Provider.TokenRequestsAsync()));
    }

    [Fact]
    public async Task A_new_process_goes_on_with_the_stored_token()
    {
        await _oauth.SaveAsync("oauthClient");
        await _oauth.CallAsync();

        await _oauth.RestartAsync();
        await _oauth.CallAsync();

        Assert.Equal(1, await _oauth.Provider.TokenRequestsAsync());
    }

    [Theory]
    [InlineData(401, "{}", null)]
    [InlineData(403, "{}", """{ "expiredStatus": "403,419" }""")]
    [InlineData(200, """{ "errors": [{ "code": "token_expired" }] }""", """{ "expiredPath": "/errors/0/code", "expiredValue": "token_expired" }""")]
    public async Task Renews_a_token_that_the_other_system_calls_expired_and_sends_again(int status, string body, string? test)
    {
        _answer = async (http, call) =>
        {
            http.Response.StatusCode = call == 1 ? status : 200;
            http.Response.ContentType = "application/json";
            using var sent = new StreamReader(http.Request.Body);
            await http.Response.WriteAsync(call == 1 ? body : $$"""{ "got": "{{await sent.ReadToEndAsync()}}" }""");
        };
        await _oauth.SaveAsync("oauthClient", test is null ? null : System.Text.Json.JsonElement.Parse(test));
        var connection = await _oauth.Admin.Source.OpenAsync("crm", "oauth", Token);
        await connection.LeaseSecretAsync(Token);
        _oauth.Time.Advance(TimeSpan.FromMinutes(1));

        using var content = new StringContent("order 7");
        using var response = await connection.Http.PostAsync(new Uri("x", UriKind.Relative), content, Token);

        Assert.Equal("""{ "got": "order 7" }""", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(2, await _oauth.Provider.TokenRequestsAsync());
        Assert.Equal(2, _oauth.Api.Seen.Select(s => s.Authorization).Distinct().Count());
    }

    [Fact]
    public async Task Leaves_an_answer_alone_that_is_no_expired_token()
    {
        var large = $$"""{ "errors": [], "text": "{{new string('x', 200_000)}}" }""";
        _answer = (http, _) => http.Response.WriteAsync(large);
        await _oauth.SaveAsync("oauthClient", new { expiredPath = "/errors/0/code" });

        Assert.Equal(large, await _oauth.CallAsync());
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_token_that_is_refused_at_once_is_not_renewed_over_and_over()
    {
        _answer = (http, _) =>
        {
            http.Response.StatusCode = 401;
            return Task.CompletedTask;
        };
        await _oauth.SaveAsync("oauthClient");

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => _oauth.CallAsync());
        }

        Assert.Equal(1, await _oauth.Provider.TokenRequestsAsync());
    }

    [Theory]
    [InlineData(200, """{ "error": "temporarily_unavailable" }""")]
    [InlineData(500, """{ "message": "down" }""")]
    [InlineData(200, """{ "ok": false }""")]
    public async Task An_error_of_the_provider_never_overwrites_a_good_token(int status, string body)
    {
        await _oauth.SaveAsync("oauthCode");
        await _oauth.SignInAsync();
        await _oauth.CallAsync();
        await _oauth.Provider.SetAsync(new { refuse = new { status, body = System.Text.Json.JsonElement.Parse(body) } });

        // Within the skew the old token still serves, and the refused renewal harms nothing.
        _oauth.Time.Advance(TimeSpan.FromSeconds(3600 - 30));
        await _oauth.CallAsync();
        _oauth.Time.Advance(TimeSpan.FromSeconds(60));
        await _oauth.CallAsync();

        var log = await _oauth.Provider.LogAsync();
        Assert.Equal(["authorize", "authorization_code", "refresh_token", "refresh_token"], log.Select(r => r.Text("grant")));
        Assert.Equal(log[2].Text("refresh"), log[3].Text("refresh"));
        Assert.NotEqual(ConnectionState.Reconnect, (await _oauth.SummaryAsync()).State);
    }

    [Fact]
    public async Task Uses_each_rotated_refresh_token_once_even_across_processes()
    {
        await _oauth.Provider.SetAsync(new { rotate = true });
        await _oauth.SaveAsync("oauthCode");
        await _oauth.SignInAsync();

        for (var i = 0; i < 3; i++)
        {
            _oauth.Time.Advance(TimeSpan.FromHours(2));
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _oauth.CallAsync()));
            await _oauth.RestartAsync();
        }

        var used = (await _oauth.Provider.LogAsync()).Select(r => r.Text("refresh")).OfType<string>().ToList();
        Assert.Equal(3, used.Count);
        Assert.Equal(3, used.Distinct().Count());
    }

    [Fact]
    public async Task A_token_that_could_not_be_stored_is_stored_before_anything_uses_it()
    {
        await _oauth.Provider.SetAsync(new { rotate = true });
        await _oauth.SaveAsync("oauthCode");
        await _oauth.SignInAsync();
        _oauth.Time.Advance(TimeSpan.FromHours(2));
        var gate = _oauth.Storage.Services.GetRequiredService<FailingGate>();
        gate.Failures = 1;

        await Assert.ThrowsAsync<IOException>(() => _oauth.CallAsync());
        var usedUnstored = _oauth.Api.Seen.Count;
        await _oauth.CallAsync();
        await _oauth.RestartAsync();
        _oauth.Time.Advance(TimeSpan.FromHours(2));
        await _oauth.CallAsync();

        Assert.Equal(0, usedUnstored);
        Assert.Equal(["authorize", "authorization_code", "refresh_token", "refresh_token"], (await _oauth.Provider.LogAsync()).Select(r => r.Text("grant")));
    }

    [Fact]
    public async Task A_crash_between_refresh_and_store_ends_in_a_clear_call_to_connect_again()
    {
        await _oauth.Provider.SetAsync(new { rotate = true });
        await _oauth.SaveAsync("oauthCode");
        await _oauth.SignInAsync();
        _oauth.Time.Advance(TimeSpan.FromHours(2));
        _oauth.Storage.Services.GetRequiredService<FailingGate>().Failures = 1;
        await Assert.ThrowsAsync<IOException>(() => _oauth.CallAsync());

        await _oauth.RestartAsync();
        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => _oauth.CallAsync());
        var summary = await _oauth.SummaryAsync();
        await _oauth.SignInAsync();

        Assert.Equal("connection.reconnect", refused.Code);
        Assert.Equal(ConnectionState.Reconnect, summary.State);
        Assert.Contains("invalid_grant", summary.StateReason, StringComparison.Ordinal);
        // The provider repeats the refresh token in its message.
        Assert.Contains("[secret]", summary.StateReason, StringComparison.Ordinal);
        Assert.Equal("ok", await _oauth.CallAsync());
    }

    [Fact]
    public async Task A_refused_grant_alerts_once_and_asks_the_provider_no_more()
    {
        await _oauth.SaveAsync("oauthCode");
        await _oauth.SignInAsync();
        _oauth.Time.Advance(TimeSpan.FromHours(2));
        await _oauth.Provider.SetAsync(new { refuse = new { status = 400, body = new { error = "invalid_grant" } }, times = 99 });

        for (var i = 0; i < 4; i++)
        {
            await Assert.ThrowsAsync<ConnectionRefusedException>(() => _oauth.CallAsync());
            _oauth.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, await _oauth.Provider.TokenRequestsAsync());
        await using var db = await _oauth.Storage.ContextAsync();
        Assert.Equal(1, await db.Set<AuditRow>().CountAsync(a => a.Action == "connection.reconnect", Token));
        Assert.Single(_oauth.Logs.Lines, l => l.Contains("has to be connected again", StringComparison.Ordinal));
        Assert.Equal(ConnectionState.Reconnect, (await _oauth.SummaryAsync()).State);
    }

    [Fact]
    public async Task Asks_for_tokens_only_where_the_connection_may_go()
    {
        await _oauth.SaveAsync("oauthClient", allowLoopback: false);

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => _oauth.CallAsync());

        Assert.Equal("connection.token", refused.Code);
        Assert.Contains("inside of this network", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _oauth.Provider.LogAsync());
    }

    [Fact]
    public async Task Revokes_the_tokens_of_a_deleted_connection()
    {
        await _oauth.SaveAsync("oauthCode");
        await _oauth.SignInAsync();

        Assert.True(await _oauth.Admin.DeleteAsync("crm", "anna@example.com", Token));

        Assert.Equal("revoke", (await _oauth.Provider.LogAsync())[^1].Text("grant"));
        await using var db = await _oauth.Storage.ContextAsync();
        Assert.Contains("connection.tokenRevoked", await db.Set<AuditRow>().Select(a => a.Action).ToListAsync(Token));
        Assert.Equal(0, await db.Set<FlowRuntime.Credentials.SecretRow>().CountAsync(Token));
    }
}
