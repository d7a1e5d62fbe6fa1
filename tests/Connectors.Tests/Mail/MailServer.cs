using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using MimeKit;
using TestKit;

namespace Connectors.Tests.Mail;

/// <summary>A real mail server (npm smtp-server) on a free port of this machine.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly Process _process;

    private MailServer(Process process) => _process = process;

    public int Port { get; private set; }

    public static async Task<MailServer> StartAsync(TestAuthority authority, Action<Dictionary<string, object>>? change = null)
    {
        var options = new Dictionary<string, object> { ["key"] = authority.KeyPem, ["cert"] = authority.CertificatePem };
        change?.Invoke(options);
        var folder = Path.Combine(Repository.Root, "tests", "Connectors.Tests");
        var process = Process.Start(
            new ProcessStartInfo("node", ["Mail/smtp-server.mjs", JsonSerializer.Serialize(options)])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            }
        )!; // a program that cannot be started throws
        var server = new MailServer(process);
        server.Port = JsonElement.Parse(await server.ReadAsync()).GetProperty("port").GetInt32();
        return server;
    }

    /// <summary>The next mail that the server has taken.</summary>
    public async Task<TakenMail> TakeAsync() => JsonSerializer.Deserialize<TakenMail>(await ReadAsync(), Web)!;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("The mail server has ended; see what it wrote to standard error.");
}

internal sealed record TakenMail(bool Secure, string? User, string Hello, string From, IReadOnlyList<string> To, byte[] Data)
{
    [JsonIgnore]
    public string Raw => System.Text.Encoding.UTF8.GetString(Data);

    [JsonIgnore]
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Data));
}
