namespace FlowDesigner.Web.Shell;

/// <summary>
/// Reads what a page shows, again whenever there is news. Readings never overlap: an older one that ended last would show the
/// past. Whoever asks during one gets another one after it. For one circuit, whose calls come one after another.
/// </summary>
/// <param name="read">Reads once.</param>
internal sealed class Rereading(Func<Task> read)
{
    private bool _isAsked;
    private Task _running = Task.CompletedTask;

    /// <summary>Reads now, or after the reading that is under way.</summary>
    /// <returns>Completes when what is newer than this call was read.</returns>
    public Task AskAsync()
    {
        _isAsked = true;
        return _running.IsCompleted ? _running = RunAsync() : _running;
    }

    private async Task RunAsync()
    {
        while (_isAsked)
        {
            _isAsked = false;
            await read();
        }
    }
}
