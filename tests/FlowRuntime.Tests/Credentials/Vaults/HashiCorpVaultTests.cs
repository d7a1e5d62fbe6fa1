using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Credentials.Vaults;
using FlowRuntime.Tests.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Credentials.Vaults;

/// <summary>Against a server shaped by the published API of HashiCorp Vault: KV version 2 and AppRole.</summary>
public sealed class HashiCorpVaultTests : IAsyncLifetime
{
    private readonly Dictionary<string, string> _secrets = new() { ["/v1/secret/data/team/shop"] = """{ "token": "from-the-vault-1", "other": "x" }""" };
    private string _good = "hvs.root";
    private int _logins;
    private int _reads;
    private bool _isAway;
    private Echo _server = null!; // set before each test
    private Echo _shop = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await Echo.StartAsync(AnswerAsync);
        _shop = await Echo.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task Sends_a_secret_that_never_comes_to_rest_here()
    {
        await using var studio = await StartAsync(o => o.Token = "hvs.root");
        Assert.Empty(await studio.SaveAsync(_shop.Address, "vault:hc/team/shop#token"));

        await studio.CallAsync();
        await studio.CallAsync();

        Assert.All(_shop.Seen, s => Assert.Equal("Bearer from-the-vault-1", s.Authorization));
        Assert.Equal((2, 1), (_shop.Seen.Count, _reads));
        Assert.DoesNotContain("from-the-vault-1", studio.Get<FlowRuntime.Credentials.ISecretRedactor>().Redact("x from-the-vault-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_again_when_the_time_is_up_and_takes_what_is_new()
    {
        await using var studio = await StartAsync(o => (o.Token, o.CacheSeconds) = ("hvs.root", 60));
        await studio.SaveAsync(_shop.Address, "vault:hc/team/shop#token");
        await studio.CallAsync();
        _secrets["/v1/secret/data/team/shop"] = """{ "token": "from-the-vault-2" }""";

        studio.Time.Advance(TimeSpan.FromSeconds(59));
        await studio.CallAsync();
        studio.Time.Advance(TimeSpan.FromSeconds(2));
        await studio.CallAsync();

        Assert.Equal(["Bearer from-the-vault-1", "Bearer from-the-vault-1", "Bearer from-the-vault-2"], _shop.Seen.Select(s => s.Authorization));
    }

    [Fact]
    public async Task Goes_on_with_what_it_knows_while_the_vault_is_away()
    {
        await using var studio = await StartAsync(o => (o.Token, o.CacheSeconds) = ("hvs.root", 60));
        await studio.SaveAsync(_shop.Address, "vault:hc/team/shop#token");
        await studio.CallAsync();
        _isAway = true;
        studio.Time.Advance(TimeSpan.FromMinutes(2));

        await studio.CallAsync();

        Assert.Equal(2, _shop.Seen.Count);
    }

    [Fact]
    public async Task Signs_in_by_AppRole_and_again_when_its_token_was_revoked()
    {
        await using var studio = await StartAsync(o => (o.RoleId, o.SecretId, o.CacheSeconds) = ("role-1", "secret-id-1", 1));
        await studio.SaveAsync(_shop.Address, "vault:hc/team/shop#token");
        await studio.CallAsync();
        _good = "revoked elsewhere";
        studio.Time.Advance(TimeSpan.FromSeconds(5));

        await studio.CallAsync();

        Assert.Equal((2, 2), (_logins, _shop.Seen.Count));
    }

    [Theory]
    [InlineData("vault:hc/team/none#token", "no secret at team/none")]
    [InlineData("vault:hc/team/shop#none", "no value none")]
    [InlineData("vault:hc/team/shop", "name one as #key")]
    [InlineData("vault:hc/team/../../sys/seal#token", "no path of a secret")]
    public async Task Says_what_is_missing(string reference, string message)
    {
        await using var studio = await StartAsync(o => o.Token = "hvs.root");
        Assert.Empty(await studio.SaveAsync(_shop.Address, reference));

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => studio.CallAsync());

        Assert.Equal("connection.vault", refused.Code);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_shop.Seen);
    }

    [Fact]
    public async Task Does_not_read_with_a_wrong_token()
    {
        await using var studio = await StartAsync(o => o.Token = "hvs.wrong-token");
        await studio.SaveAsync(_shop.Address, "vault:hc/team/shop#token");

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => studio.CallAsync());

        Assert.Contains("Check its policy and the token", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hvs.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_guarded_like_every_other_call()
    {
        await using var studio = await StartAsync(o => (o.Token, o.AllowLoopback) = ("hvs.root", false));
        await studio.SaveAsync(_shop.Address, "vault:hc/team/shop#token");

        Assert.Equal("connection.vault", await studio.RefusalAsync());
        Assert.Equal(0, _reads);
    }

    [Theory]
    [InlineData("vault:nowhere/x#y")]
    [InlineData("vault:hc")]
    public async Task Refuses_to_save_a_reference_that_leads_nowhere(string reference)
    {
        await using var studio = await StartAsync(o => o.Token = "hvs.root");

        var problem = Assert.Single(await studio.SaveAsync(_shop.Address, reference));

        Assert.Equal(("connection.reference", "/credential/token"), (problem.Code, problem.Pointer));
    }

    private Task<StudioConnections> StartAsync(Action<ExternalVaultOptions> configure) =>
        StudioConnections.StartAsync(services =>
            services.Configure<ExternalVaultsOptions>(vaults =>
            {
                var vault = new ExternalVaultOptions { Kind = "hashicorp", Address = new Uri(_server.Address), AllowHttp = true, AllowLoopback = true };
                configure(vault);
                vaults["hc"] = vault;
            })
        );

    private async Task AnswerAsync(HttpContext http)
    {
        if (_isAway)
        {
            http.Response.StatusCode = 503;
            return;
        }

        if (http.Request.Path == "/v1/auth/approle/login")
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var body = JsonElement.Parse(await reader.ReadToEndAsync());
            Assert.Equal(("role-1", "secret-id-1"), (body.GetProperty("role_id").GetString(), body.GetProperty("secret_id").GetString()));
            _good = $"hvs.login-{++_logins}";
            await http.Response.WriteAsJsonAsync(new { auth = new { client_token = _good, lease_duration = 1200, renewable = true } });
        }
        else if (http.Request.Headers["X-Vault-Token"] != _good)
        {
            http.Response.StatusCode = 403;
            await http.Response.WriteAsJsonAsync(new { errors = (string[])["permission denied"] });
        }
        else if (_secrets.TryGetValue(http.Request.Path, out var data))
        {
            _reads++;
            await http.Response.WriteAsync($$"""{ "lease_duration": 0, "data": { "data": {{data}}, "metadata": { "version": 1 } } }""");
        }
        else
        {
            http.Response.StatusCode = 404;
            await http.Response.WriteAsync("""{ "errors": [] }""");
        }
    }
}
