using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowRuntime.Credentials.Sending;

namespace FlowRuntime.Tests.Credentials.Sending;

public sealed class CredentialHandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public async Task Shows_the_client_certificate_in_TLS(string form)
    {
        using var mine = TestCertificates.Make("flowstudio-client");
        await using var server = await TlsServer.StartAsync();
        var fields = form == "pem"
            ? new Dictionary<string, string> { ["certificate"] = TestCertificates.Pem(mine) }
            : new Dictionary<string, string>
            {
                ["certificate"] = Convert.ToBase64String(mine.Export(X509ContentType.Pkcs12, "opens-it")),
                ["password"] = "opens-it",
            };
        using var client = Client(CertificateCredential.Kind, fields);

        Assert.Equal("CN=flowstudio-client", await client.GetStringAsync(new Uri(server.Address), Token));
    }

    [Fact]
    public async Task Sends_Basic_on_a_copy_that_the_caller_never_holds()
    {
        await using var server = await TlsServer.StartAsync();
        var kind = new CredentialKind(
            "basic",
            "Basic",
            [],
            (request, secret) =>
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes($"anna:{secret["password"]}"))
                )
        );
        using var client = Client(kind, new Dictionary<string, string> { ["password"] = "pä:ss" });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "/authorization");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal($"Basic {Convert.ToBase64String("anna:pä:ss"u8)}", await response.Content.ReadAsStringAsync(Token));
        Assert.Null(request.Headers.Authorization);
        Assert.Same(request, response.RequestMessage);
    }

    [Fact]
    public async Task Leaves_the_address_that_the_caller_sees_without_the_key()
    {
        await using var server = await TlsServer.StartAsync();
        using var client = Client(QueryKeyCredential.Kind, new Dictionary<string, string> { ["parameter"] = "key", ["value"] = "k-12345" });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "/query?page=2");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("?page=2&key=k-12345", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("?page=2", response.RequestMessage!.RequestUri!.Query);
    }

    private static HttpClient Client(CredentialKind kind, IReadOnlyDictionary<string, string> fields)
    {
        var credential = TestCredentials.Open(kind, fields);
        var sockets = new SocketsHttpHandler { UseProxy = false };
        // The server's certificate signed itself; what is tested here is the other one.
        sockets.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) =>
            (errors & SslPolicyErrors.RemoteCertificateNotAvailable) == 0;
        CredentialHandler.ShowCertificate(sockets.SslOptions, credential);
        return new HttpClient(new CredentialHandler(credential, sockets));
    }
}
