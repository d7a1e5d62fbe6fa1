using System.Text;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Editor.Journal;

/// <summary>The journal in the browser that shows the page.</summary>
internal sealed class BrowserJournal : IJournalStore, IAsyncDisposable
{
    private const long Largest = 64 * 1024 * 1024;

    private readonly IJSObjectReference _module;
    private readonly IJSObjectReference _journal;

    private BrowserJournal(IJSObjectReference module, IJSObjectReference journal) => (_module, _journal) = (module, journal);

    /// <summary>Opens the journal of a flow and a person in this tab, and pauses the editor while the connection is lost.</summary>
    public static async Task<BrowserJournal> OpenAsync(IJSRuntime browser, string flow, string person, CancellationToken cancellationToken)
    {
        var module = await browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./client/journal.js");
        await module.InvokeVoidAsync("pauseWhileLost", cancellationToken);
        var journal = await module.InvokeAsync<IJSObjectReference>("open", cancellationToken, $"{person} {flow} ");
        return new BrowserJournal(module, journal);
    }

    /// <summary>Reads the lines that this tab, or one that crashed, has left.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await using var lines = await _journal.InvokeAsync<IJSStreamReference>("read", cancellationToken);
        await using var stream = await lines.OpenReadStreamAsync(Largest, cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task AppendAsync(string line) => InvokeAsync("append", line);

    /// <inheritdoc/>
    public Task ResetAsync(string line) => InvokeAsync("reset", line);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _journal.InvokeVoidAsync("close");
            await _journal.DisposeAsync();
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; its journal stays, which is what it is for.
        }
    }

    private async Task InvokeAsync(string function, string line)
    {
        try
        {
            await _journal.InvokeVoidAsync(function, line);
        }
        catch (Exception e) when (e is JSDisconnectedException or JSException or TaskCanceledException)
        {
            // A browser that is gone, or whose disk is full, remembers nothing; the draft is saved all the same.
        }
    }
}
