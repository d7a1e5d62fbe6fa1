using FlowDesigner.Web.Editor.Outline;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor;

/// <summary>Canvas and outline: two views of one document.</summary>
public sealed partial class EditorPage
{
    private FlowOutline? _outline;
    private bool _outlined;

    /// <summary>View to open with, from the address: <c>outline</c>; anything else is the canvas.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    private string? FirstView { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => _outlined = FirstView == "outline";

    private async Task ShowOutlineAsync(bool outlined)
    {
        _outlined = outlined;
        _state?.Announce(T[outlined ? "Outline" : "Canvas"]);
        StateHasChanged();
        if (!outlined)
        {
            await FocusNodeAsync(_state?.Selected);
        }
    }

    private async Task FocusNodeAsync(string? nodeId)
    {
        if (_outlined && _outline is not null)
        {
            await _outline.FocusAsync(nodeId);
        }
        else if (_canvas is not null)
        {
            await _canvas.FocusAsync(nodeId);
        }
    }

    private void OpenSettingAsync(string setting)
    {
        if (setting.Length == 0)
        {
            OpenSettingsAsync(rename: false);
            return;
        }

        _settingsOpen = true;
        _focusSetting = setting == "name" ? "node-name" : setting;
        StateHasChanged();
    }
}
