using System.Text;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using TestKit;

namespace FlowEngine.Tests.Connecting;

public class CredentialKindTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signs_method_path_query_time_and_body()
    {
        // printf 'POST\n/v1/orders\na=1&b=2\n1700000000\n{"x":1}' | openssl dgst -sha256 -hmac topsecret
        using var request = await SignAsync(new() { ["secret"] = "topsecret", ["timestampHeader"] = "X-Time" });

        Assert.Equal("8366a23e95afacdfa04d2cf6281ba18ce68fde13278d195c9e72a33e445bc38e", Assert.Single(request.Headers.GetValues("X-Signature")));
        Assert.Equal("1700000000", Assert.Single(request.Headers.GetValues("X-Time")));
        Assert.Equal("""{"x":1}""", await request.Content!.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Signs_what_is_configured_in_the_form_that_is_configured()
    {
        // printf 'POST|api.test|<sha512 of the body>|k7|1700000000000' | openssl dgst -sha512 -mac HMAC -macopt hexkey:00ff10aa -binary | base64
        using var request = await SignAsync(
            new()
            {
                ["secret"] = "00ff10aa",
                ["secretEncoding"] = "hex",
                ["algorithm"] = "sha512",
                ["canonical"] = "{method}|{host}|{bodyHash}|{keyId}|{timestamp}",
                ["keyId"] = "k7",
                ["encoding"] = "base64",
                ["header"] = "Authorization",
                ["headerValue"] = "HMAC {keyId}:{timestamp}:{signature}",
                ["timestampFormat"] = "unixMs",
            }
        );

        Assert.Equal(
            "HMAC k7:1700000000000:8HhkyVyPaTWPbaPgzscEOdd7Dp89AUBmPTxU0inThSsrpGUCfH6BFZ4FmNrQAa7qSdC3ZzkYUidlvVRg68H5sg==",
            Assert.Single(request.Headers.GetValues("Authorization"))
        );
    }

    [Theory]
    [InlineData("secret", "xyz")]
    [InlineData("header", "not a header")]
    public void Finds_a_signature_that_cannot_be_made(string field, string value)
    {
        var fault = HmacCredential.Kind.Check!(new Dictionary<string, string> { ["secret"] = "00", ["secretEncoding"] = "hex", [field] = value });

        Assert.Equal(field, fault?.Field);
        Assert.DoesNotContain("xyz", fault?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.test/v1", "https://api.test/v1?key=a%26b%2Fc")]
    [InlineData("https://api.test/v1?page=2", "https://api.test/v1?page=2&key=a%26b%2Fc")]
    [InlineData("https://api.test/v1?key=mine&page=2&k%65y=too", "https://api.test/v1?page=2&key=a%26b%2Fc")]
    public void Puts_the_key_into_the_query_once(string address, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);

        QueryKeyCredential.Kind.Apply(request, new Dictionary<string, string> { ["parameter"] = "key", ["value"] = "a&b/c" });

        Assert.Equal(expected, request.RequestUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData("no certificate at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Finds_a_certificate_that_cannot_be_read_without_repeating_it(string text)
    {
        var fault = CertificateCredential.Kind.Check!(new Dictionary<string, string> { ["certificate"] = text });

        Assert.Equal("certificate", fault?.Field);
        Assert.DoesNotContain("AAAA", fault?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OAuthGrant.ClientCredentials, "tokenEndpoint")]
    [InlineData(OAuthGrant.AuthorizationCode, "authorizationEndpoint")]
    public void Wants_a_provider_or_its_endpoints(OAuthGrant grant, string field)
    {
        var kind = OAuthCredential.Kind(grant, "OAuth");

        Assert.Equal(field, kind.Check!(new Dictionary<string, string> { ["clientId"] = "me" })?.Field);
        Assert.Null(kind.Check!(new Dictionary<string, string> { ["clientId"] = "me", ["issuer"] = "https://id.test" }));
    }

    [Fact]
    public void Does_not_ask_for_what_the_vendor_determines()
    {
        var kind = OAuthCredential.Kind(OAuthGrant.ClientCredentials, "Vendor", new Dictionary<string, string> { ["tokenEndpoint"] = "https://vendor.test/token" });

        Assert.DoesNotContain(kind.Fields, f => f.Name == "tokenEndpoint");
        Assert.Null(kind.Check!(new Dictionary<string, string> { ["clientId"] = "me", ["clientSecret"] = "s" }));
    }

    private static async Task<HttpRequestMessage> SignAsync(Dictionary<string, string> fields)
    {
        var time = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        var request = new HttpRequestMessage(HttpMethod.Post, "https://api.test/v1/orders?a=1&b=2")
        {
            Content = new StringContent("""{"x":1}""", Encoding.UTF8, "application/json"),
        };
        await HmacCredential.Kind.Authorize!(request, fields, time, Token);
        return request;
    }
}
