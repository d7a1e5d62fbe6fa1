using System.Net;
using System.Text;
using System.Text.Json;

namespace FlowRuntime.Tests.Gateway.DirectLine;

public sealed class TokenTests : DirectLineTests
{
    [Fact]
    public async Task A_secret_buys_a_token_for_a_conversation_that_has_not_started()
    {
        var grant = await Host.PostAsync("tokens/generate", await Host.SecretAsync());

        Assert.NotEmpty(grant.GetProperty("conversationId").GetString()!);
        Assert.Equal(1800, grant.GetProperty("expires_in").GetInt32());
        Assert.Equal(2, grant.GetProperty("token").GetString()!.Count(c => c == '.'));
        Assert.Empty(Host.Conversations.Opened);
    }

    [Theory]
    [InlineData("""{"user":{"id":"dl_7","name":"Ines"}}""")]
    [InlineData("""{"User":{"Id":"dl_7","Name":"Ines"}}""")]
    public async Task The_user_of_a_token_can_be_read_by_the_client_whatever_the_case_of_the_request(string body)
    {
        var grant = await Host.PostAsync("tokens/generate", await Host.SecretAsync(), body);

        var payload = PayloadOf(grant.GetProperty("token").GetString()!);
        Assert.Equal("dl_7", payload.GetProperty("user").GetString());
    }

    [Fact]
    public async Task A_user_id_that_does_not_start_with_dl_is_refused()
    {
        using var response = await Host.SendAsync(
            HttpMethod.Post,
            "tokens/generate",
            await Host.SecretAsync(),
            new { user = new { id = "ines" } }
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadArgument", await DirectLineHost.ErrorCodeOf(response));
    }

    [Fact]
    public async Task A_token_is_refreshed_for_the_same_conversation_and_user()
    {
        var started = await Host.StartConversationAsync(new { user = new { id = "dl_7" } });

        var fresh = await Host.PostAsync("tokens/refresh", started.Token);

        Assert.Equal(started.Id, fresh.GetProperty("conversationId").GetString());
        Assert.NotEqual(started.Token, fresh.GetProperty("token").GetString());
        Assert.Equal("dl_7", PayloadOf(fresh.GetProperty("token").GetString()!).GetProperty("user").GetString());
    }

    [Theory]
    [InlineData("tokens/refresh")]
    [InlineData("conversations")]
    public async Task An_expired_token_is_refused_as_TokenExpired(string path)
    {
        var token = await Host.TokenAsync();
        Host.Time.Advance(TimeSpan.FromSeconds(1800));

        using var response = await Host.SendAsync(HttpMethod.Post, path, token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("TokenExpired", await DirectLineHost.ErrorCodeOf(response));
    }

    [Fact]
    public async Task A_token_works_until_the_second_it_expires()
    {
        var token = await Host.TokenAsync();
        Host.Time.Advance(TimeSpan.FromSeconds(1799));

        using var response = await Host.SendAsync(HttpMethod.Post, "tokens/refresh", token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_call_without_authorization_is_unauthorized()
    {
        using var response = await Host.SendAsync(HttpMethod.Post, "tokens/generate", null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("MissingAuthorization", await DirectLineHost.ErrorCodeOf(response));
    }

    [Theory]
    [InlineData("Basic abc")]
    [InlineData("Bearer")]
    [InlineData("Bearer  ")]
    public async Task A_malformed_authorization_is_unauthorized(string header)
    {
        using var response = await Host.SendAsync(
            HttpMethod.Post,
            "conversations",
            null,
            null,
            request => request.Headers.TryAddWithoutValidation("Authorization", header)
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("shop.wrong")]
    [InlineData("nobody.wrong")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_wrong_secret_or_token_is_forbidden(string credential)
    {
        await Host.SecretAsync();

        using var response = await Host.SendAsync(HttpMethod.Post, "tokens/generate", credential);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("InvalidToken", await DirectLineHost.ErrorCodeOf(response));
    }

    [Fact]
    public async Task A_token_that_another_installation_signed_is_forbidden_even_when_expired()
    {
        await using var other = await DirectLineHost.StartAsync();
        var foreign = await other.TokenAsync();
        Host.Time.Advance(TimeSpan.FromHours(1));

        using var response = await Host.SendAsync(HttpMethod.Post, "conversations", foreign);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("InvalidToken", await DirectLineHost.ErrorCodeOf(response));
    }

    [Fact]
    public async Task A_token_with_its_signature_cut_off_is_forbidden()
    {
        var token = await Host.TokenAsync();
        var unsigned = Base64Url("""{"alg":"none","typ":"JWT"}""") + "." + token.Split('.')[1] + ".";

        using var response = await Host.SendAsync(HttpMethod.Post, "conversations", unsigned);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_token_cannot_generate_tokens_and_a_secret_cannot_be_refreshed()
    {
        using var generated = await Host.SendAsync(HttpMethod.Post, "tokens/generate", await Host.TokenAsync());
        using var refreshed = await Host.SendAsync(HttpMethod.Post, "tokens/refresh", await Host.SecretAsync());

        Assert.Equal(HttpStatusCode.Forbidden, generated.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refreshed.StatusCode);
    }

    [Fact]
    public async Task Tokens_and_secrets_survive_a_restart()
    {
        var kept = new DirectLineHost.MemorySecretStore();
        await using var before = await DirectLineHost.StartAsync(kept);
        var (secret, token) = (await before.SecretAsync(), await before.TokenAsync());
        await using var after = await DirectLineHost.StartAsync(kept);

        using var withSecret = await after.SendAsync(HttpMethod.Post, "tokens/generate", secret);
        using var withToken = await after.SendAsync(HttpMethod.Post, "conversations", token);

        Assert.Equal(secret, await after.SecretAsync());
        Assert.Equal(HttpStatusCode.OK, withSecret.StatusCode);
        Assert.Equal(HttpStatusCode.Created, withToken.StatusCode);
    }

    [Fact]
    public async Task A_token_with_trusted_origins_is_refused_from_pages_of_others()
    {
        var token = await Host.TokenAsync(new { trustedOrigins = new[] { "https://shop.example" } });

        using var foreign = await FromOriginAsync(token, "https://evil.example");
        using var trusted = await FromOriginAsync(token, "https://shop.example");

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal("UntrustedOrigin", await DirectLineHost.ErrorCodeOf(foreign));
        Assert.Equal(HttpStatusCode.Created, trusted.StatusCode);
    }

    [Theory]
    [InlineData("""{"user":"dl_7"}""")]
    [InlineData("""{"trustedOrigins":"https://shop.example"}""")]
    [InlineData("""{"trustedOrigins":[null]}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"user":""")]
    public async Task A_misshapen_token_request_is_a_bad_argument(string body)
    {
        using var response = await Host.SendAsync(HttpMethod.Post, "tokens/generate", await Host.SecretAsync(), body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadArgument", await DirectLineHost.ErrorCodeOf(response));
    }

    private Task<HttpResponseMessage> FromOriginAsync(string token, string origin) =>
        Host.SendAsync(HttpMethod.Post, "conversations", token, null, r => r.Headers.Add("Origin", origin));

    private static JsonElement PayloadOf(string token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;

    private static string Base64Url(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
