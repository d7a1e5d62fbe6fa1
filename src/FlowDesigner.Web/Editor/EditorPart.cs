using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor;

/// <summary>A part of the editor page that draws itself again when the state changes.</summary>
public abstract class EditorPart : ComponentBase, IDisposable
{
    private bool _disposed;

    /// <summary>What is edited.</summary>
    [CascadingParameter]
    private protected EditorState State { get; set; } = null!; // given by the page

    /// <summary>
    /// False for a part that shows values which it is given: who gives them draws it again. On its own it would first show
    /// those before the change, and take from a field what was typed meanwhile.
    /// </summary>
    private protected virtual bool DrawsItself => true;

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
    protected override void OnInitialized()
    {
        if (DrawsItself)
        {
            State.Changed += OnStateChanged;
        }
    }

    private void OnStateChanged() => _ = InvokeAsync(StateHasChanged);
}
