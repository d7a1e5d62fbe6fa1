using System.Net;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Gateway;

/// <summary>Who may not come in.</summary>
public sealed class AccessTests(GatewayFixture fixture) : GatewayTest(fixture)
{
    [Theory]
    [InlineData(null)]
    [InlineData("fsk_wrong")]
    public async Task The_management_api_refuses_whoever_has_no_key(string? key)
    {
        using var client = Studio.Anonymous();

        using var answer = await client.SendAsync(HttpMethod.Get, "/api/v1/bots", bearer: key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(401, (await answer.JsonAsync()).GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/bots/order-support")]
    [InlineData("/bots/order-support/flows/order-status")]
    [InlineData("/bots/order-support/bundle")]
    [InlineData("/connections")]
    [InlineData("/conversations")]
    [InlineData("/people")]
    [InlineData("/account")]
    public async Task Pages_send_strangers_to_the_sign_in(string path)
    {
        using var client = Studio.Anonymous();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await client.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login", new Uri(Studio.Address, answer.Headers.Location!).AbsolutePath); // a redirect has a target
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJjb252IjoieCJ9.garbled")]
    public async Task Direct_Line_refuses_wrong_secrets_and_garbled_tokens_with_a_code(string bearer)
    {
        using var client = Studio.Anonymous();

        using var answer = await client.SendAsync(HttpMethod.Post, "/v3/directline/conversations", bearer: bearer);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("InvalidToken", (await answer.JsonAsync()).GetProperty("error").TextOf("code"));
    }
}
