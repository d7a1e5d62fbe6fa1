using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.OAuth;

namespace FlowRuntime.Tests.Credentials.OAuth;

public sealed class OAuthConsentTests(MockProvider provider) : IAsyncLifetime, IClassFixture<MockProvider>
{
    private OAuthHarness _oauth = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _oauth = await OAuthHarness.StartAsync(provider);
        Assert.Empty(await _oauth.SaveAsync("oauthCode", new { scopes = "contacts.read", parameters = "prompt=consent&state=mine" }));
    }

    public ValueTask DisposeAsync() => _oauth.DisposeAsync();

    [Fact]
    public async Task Connects_with_proof_of_possession_and_one_redirect_address()
    {
        var before = await _oauth.SummaryAsync();
        var result = await _oauth.SignInAsync();

        Assert.True(result.Ok, result.Message);
        Assert.Equal(("crm", "live"), (result.Name, result.Environment));
        var (authorize, token) = ((await _oauth.Provider.LogAsync())[0], (await _oauth.Provider.LogAsync())[1]);
        Assert.Equal(("S256", "code", "contacts.read", "consent"), (authorize.Text("code_challenge_method"), authorize.Text("response_type"), authorize.Text("scope"), authorize.Text("prompt")));
        Assert.NotEqual("mine", authorize.Text("state"));
        Assert.Equal(authorize.Text("code_challenge"), Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token.Text("code_verifier")!)))); // it is always sent
        Assert.Equal(OAuthHarness.Callback.AbsoluteUri, authorize.Text("redirect_uri"));
        Assert.Equal(OAuthHarness.Callback.AbsoluteUri, token.Text("redirect_uri"));
        Assert.Equal("ok", await _oauth.CallAsync());
        Assert.Equal((ConnectionState.Reconnect, ConnectionState.Untested), (before.State, (await _oauth.SummaryAsync()).State));
    }

    [Fact]
    public async Task Refuses_calls_until_somebody_has_signed_in()
    {
        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => _oauth.CallAsync());

        Assert.Equal("connection.reconnect", refused.Code);
        Assert.Empty(await _oauth.Provider.LogAsync());
    }

    [Fact]
    public async Task Refuses_a_state_that_nobody_began_with()
    {
        var result = await _oauth.SignInAsync(change: a => a with { State = "AAAA" });

        Assert.Equal((false, "oauth.state"), (result.Ok, result.Code));
        Assert.Equal(0, await _oauth.Provider.TokenRequestsAsync());
    }

    [Fact]
    public async Task Refuses_another_browser_without_spoiling_the_sign_in()
    {
        var start = await _oauth.Consent.BeginAsync("crm", "live", "mine", OAuthHarness.Callback, "anna@example.com", Token);
        var answer = await OAuthHarness.VisitAsync(start.Address!);

        var other = await _oauth.Consent.CompleteAsync(answer, "theirs", Token);
        var mine = await _oauth.Consent.CompleteAsync(answer, "mine", Token);
        var again = await _oauth.Consent.CompleteAsync(answer, "mine", Token);

        Assert.Equal(("oauth.state", true, "oauth.state"), (other.Code, mine.Ok, again.Code));
    }

    [Fact]
    public async Task Refuses_a_sign_in_that_took_too_long()
    {
        var start = await _oauth.Consent.BeginAsync("crm", "live", "mine", OAuthHarness.Callback, "anna@example.com", Token);
        var answer = await OAuthHarness.VisitAsync(start.Address!);
        _oauth.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal("oauth.state", (await _oauth.Consent.CompleteAsync(answer, "mine", Token)).Code);
    }

    [Fact]
    public async Task Refuses_the_answer_of_another_provider_before_the_code_goes_anywhere()
    {
        await _oauth.Provider.SetAsync(new { iss = "https://evil.test" });

        var result = await _oauth.SignInAsync();

        Assert.Equal("oauth.issuer", result.Code);
        Assert.Equal(0, await _oauth.Provider.TokenRequestsAsync());
    }

    [Fact]
    public async Task Takes_the_answer_of_the_provider_that_was_asked()
    {
        await _oauth.Provider.SetAsync(new { iss = "own" });

        Assert.True((await _oauth.SignInAsync()).Ok);
    }

    [Fact]
    public async Task A_sign_in_that_fails_leaves_the_tokens_of_the_one_before()
    {
        await _oauth.SignInAsync();
        await _oauth.Provider.SetAsync(new { refuse = new { status = 400, body = new { error = "invalid_client", error_description = "client-secret-1 is wrong" } } });

        var result = await _oauth.SignInAsync();

        Assert.Equal("oauth.token", result.Code);
        Assert.Contains("invalid_client", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("client-secret-1", result.Message, StringComparison.Ordinal);
        Assert.Equal("ok", await _oauth.CallAsync());
    }

    [Theory]
    [InlineData("access_denied", "consent was refused")]
    [InlineData("<script>", "refused the sign-in")]
    public async Task Says_that_consent_was_refused_without_repeating_what_came(string error, string message)
    {
        var result = await _oauth.SignInAsync(change: a => a with { Code = null, Error = error });

        Assert.Equal("oauth.refused", result.Code);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_of_another_provider_is_not_believed()
    {
        await _oauth.SaveAsync("oauthCode", new { issuer = _oauth.Provider.Issuer.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) });

        var start = await _oauth.Consent.BeginAsync("crm", "live", "mine", OAuthHarness.Callback, "anna@example.com", Token);

        Assert.Equal((null, "oauth.provider"), (start.Address, start.Code));
        Assert.Contains("another provider", start.Message, StringComparison.Ordinal);
    }
}
