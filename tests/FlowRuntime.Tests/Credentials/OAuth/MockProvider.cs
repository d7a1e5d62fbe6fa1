using System.Diagnostics;
using System.Text.Json;
using TestKit;

namespace FlowRuntime.Tests.Credentials.OAuth;

/// <summary>An OAuth provider of another maker, oauth2-mock-server, as a process that a class of tests shares.</summary>
public sealed class MockProvider : IAsyncLifetime
{
    private Process _process = null!; // set before each class

    public string Issuer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(
            new ProcessStartInfo("node", ["OAuth/provider.mjs"])
            {
                WorkingDirectory = Repository.PathOf("tests", "EndToEnd.Tests"),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!; // a program that cannot be started throws
        var first = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Issuer = JsonElement.Parse(first!).GetProperty("issuer").GetString()!; // it prints its issuer
    }

    /// <summary>Forgets what happened before.</summary>
    public Task ResetAsync() => AskAsync(new { reset = true });

    /// <summary>Changes how it behaves; what is not named is as at first.</summary>
    public Task SetAsync(object settings) => AskAsync(new { set = settings });

    /// <summary>What it was asked, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> LogAsync() => [.. (await AskAsync(new { log = true })).EnumerateArray()];

    /// <summary>How often tokens were asked for.</summary>
    public async Task<int> TokenRequestsAsync() => (await LogAsync()).Count(r => r.GetProperty("grant").GetString() is not ("authorize" or "revoke"));

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<JsonElement> AskAsync(object command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        return JsonElement.Parse((await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!); // it answers each line
    }
}
