using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor;

/// <summary>
/// A piece of the editor page that shows values which it is given: who gives them draws it again. On its own it would first
/// show those before the change, and take from a field what was typed meanwhile.
/// </summary>
public abstract class EditorPiece : ComponentBase
{
    /// <summary>What is edited.</summary>
    [CascadingParameter]
    private protected EditorState State { get; set; } = null!; // given by the page
}
