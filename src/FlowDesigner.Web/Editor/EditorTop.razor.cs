using FlowDesigner.Web.Editor.Saving;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor;

/// <summary>The bar above the canvas: where you are, whether it is saved, undo, test and publish.</summary>
public sealed partial class EditorTop : EditorPart
{
    /// <summary>True while the test chat is open.</summary>
    [Parameter]
    public bool Testing { get; set; }

    /// <summary>True while the outline is shown in place of the canvas.</summary>
    [Parameter]
    public bool Outline { get; set; }

    /// <summary>Raised with true for the outline, false for the canvas.</summary>
    [Parameter, EditorRequired]
    public EventCallback<bool> OnOutline { get; set; }

    /// <summary>Raised to start or stop a test.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnTest { get; set; }

    /// <summary>Raised to publish.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnPublish { get; set; }

    /// <summary>Raised for export and import.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnFiles { get; set; }

    /// <summary>Raised to save at once.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnSave { get; set; }

    /// <summary>Raised on small screens to show the palette.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnPalette { get; set; }

    /// <summary>Raised on small screens to show the settings.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnSettings { get; set; }

    private string Tone =>
        State.Save switch
        {
            SaveStatus.Failed or SaveStatus.Stale => "bad",
            SaveStatus.Busy => "busy",
            _ => "",
        };
}
