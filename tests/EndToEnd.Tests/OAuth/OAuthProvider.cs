using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.OAuth;

/// <summary>An OAuth provider of another maker, oauth2-mock-server, that agrees to everything, as a process.</summary>
internal sealed class OAuthProvider : IAsyncDisposable
{
    private readonly Process _process;

    private OAuthProvider(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public string Issuer { get; }

    public static async Task<OAuthProvider> StartAsync()
    {
        var process = Process.Start(
            new ProcessStartInfo("node", ["OAuth/provider.mjs"])
            {
                WorkingDirectory = Repository.TestFolder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!; // a program that cannot be started throws
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        return new OAuthProvider(process, JsonElement.Parse(first!).GetProperty("issuer").GetString()!); // it prints its issuer
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
