using System.Text.Json;
using TestKit;

namespace FlowRuntime.Tests.Credentials.OAuth;

/// <summary>An OAuth provider of another maker, oauth2-mock-server, as a process that a class of tests shares.</summary>
public sealed class MockProvider : IAsyncLifetime
{
    private NodeProcess _process = null!; // set before each class

    public string Issuer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _process = NodeProcess.Start("EndToEnd.Tests", "OAuth/provider.mjs");
        var first = await _process.ReadAsync(TestContext.Current.CancellationToken);
        Issuer = JsonElement.Parse(first).GetProperty("issuer").GetString()!; // it prints its issuer
    }

    /// <summary>Forgets what happened before.</summary>
    public Task ResetAsync() => AskAsync(new { reset = true });

    /// <summary>Changes how it behaves; what is not named is as at first.</summary>
    public Task SetAsync(object settings) => AskAsync(new { set = settings });

    /// <summary>What it was asked, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> LogAsync() => [.. (await AskAsync(new { log = true })).EnumerateArray()];

    /// <summary>How often tokens were asked for.</summary>
    public async Task<int> TokenRequestsAsync() => (await LogAsync()).Count(r => r.GetProperty("grant").GetString() is not ("authorize" or "revoke"));

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<JsonElement> AskAsync(object command) =>
        JsonElement.Parse(await _process.AskAsync(JsonSerializer.Serialize(command), TestContext.Current.CancellationToken)); // it answers each line
}
