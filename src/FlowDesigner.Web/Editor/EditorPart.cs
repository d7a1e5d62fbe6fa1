namespace FlowDesigner.Web.Editor;

/// <summary>A part of the editor page that draws itself again when the state changes.</summary>
public abstract class EditorPart : EditorPiece, IDisposable
{
    private bool _disposed;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops listening.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            State.Changed -= OnStateChanged;
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => State.Changed += OnStateChanged;

    private void OnStateChanged() => _ = InvokeAsync(StateHasChanged);
}
