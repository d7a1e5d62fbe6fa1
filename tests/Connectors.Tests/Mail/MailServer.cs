using System.Text.Json;
using System.Text.Json.Serialization;
using MimeKit;
using TestKit;

namespace Connectors.Tests.Mail;

/// <summary>A real mail server (npm smtp-server) on a free port of this machine.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly NodeProcess _process;

    private MailServer(NodeProcess process) => _process = process;

    public int Port { get; private set; }

    public static async Task<MailServer> StartAsync(TestAuthority authority, Action<Dictionary<string, object>>? change = null)
    {
        var options = new Dictionary<string, object> { ["key"] = authority.KeyPem, ["cert"] = authority.CertificatePem };
        change?.Invoke(options);
        var server = new MailServer(NodeProcess.Start("Connectors.Tests", "Mail/smtp-server.mjs", JsonSerializer.Serialize(options)));
        server.Port = JsonElement.Parse(await server.ReadAsync()).GetProperty("port").GetInt32();
        return server;
    }

    /// <summary>The next mail that the server has taken.</summary>
    public async Task<TakenMail> TakeAsync() => JsonSerializer.Deserialize<TakenMail>(await ReadAsync(), Web)!;

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task<string> ReadAsync() => _process.ReadAsync(TestContext.Current.CancellationToken);
}

internal sealed record TakenMail(bool Secure, string? User, string Hello, string From, IReadOnlyList<string> To, byte[] Data)
{
    [JsonIgnore]
    public string Raw => System.Text.Encoding.UTF8.GetString(Data);

    [JsonIgnore]
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Data));
}
