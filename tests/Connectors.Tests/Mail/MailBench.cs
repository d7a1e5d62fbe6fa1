using System.Net.Sockets;
using System.Text.Json;
using Connectors.Mail;
using Connectors.Mail.SendMail;
using FlowEngine.Connecting;
using FlowEngine.Running;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit;

namespace Connectors.Tests.Mail;

/// <summary>A connection to a mail server, without vault and guard.</summary>
internal sealed class MailConnection(object settings, IReadOnlyDictionary<string, string>? secret = null) : IConnection
{
    public string Name => "post";

    public string Connector => MailConnector.Key;

    public JsonElement Settings { get; } = JsonSerializer.SerializeToElement(settings);

    public HttpClient Http => throw new InvalidOperationException("A mail server speaks no HTTP.");

    public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
        new(secret ?? new Dictionary<string, string>());

    public async ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host, port, cancellationToken);
        return client.GetStream();
    }
}

/// <summary>Sends mails as flows do.</summary>
internal static class MailBench
{
    public const string Password = "pass word ü";

    public static ManualTimeProvider Time { get; } = new();

    public static MailConnection Connect(
        int port,
        TestAuthority authority,
        string security = "starttls",
        IReadOnlyDictionary<string, string>? secret = null,
        string from = "shop@example.com",
        string host = "localhost"
    ) =>
        new(
            new
            {
                host,
                port,
                security,
                from,
                fromName = "Müllers Shop",
                rootCertificate = authority.Pasted,
            },
            secret
        );

    public static Dictionary<string, string> Login(string password = Password) => new() { ["username"] = "eve", ["password"] = password };

    public static SendMailConfig Letter(string to = "ann@example.org") => new("post", [to], "Hello", Text: "Hi");

    public static async Task<NodeResult> SendAsync(IConnection connection, SendMailConfig config, CancellationToken? cancellationToken = null) =>
        await new SendMailExecutor(Time, NullLogger<SendMailExecutor>.Instance).ExecuteAsync(
            config,
            new FakeNodeContext(connection),
            cancellationToken ?? TestContext.Current.CancellationToken
        );

    public static NodeError Error(NodeResult result) => Assert.IsType<NodeResult.Failed>(result).Error;
}
