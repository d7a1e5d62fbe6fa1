using FlowDesigner.Web.Editor.Commands;

namespace FlowDesigner.Web.Editor;

/// <summary>What the command palette asks of the page.</summary>
public sealed partial class EditorPage
{
    private string _subFlowName = "";

    private async Task PictureAsync(string format)
    {
        if (_canvas is not null)
        {
            await _canvas.PictureAsync(format);
        }
    }

    // The selected group, or those of the selected nodes.
    private IEnumerable<string> ChosenGroups =>
        _state is null ? []
        : _state.SelectedGroup is { } group ? [group]
        : _state.Selection.Select(id => Grouping.Of(_state.Flow, id)).OfType<string>().Distinct();

    private void Group()
    {
        if (_state?.AddGroup(_state.Selection) is not null)
        {
            OpenGroup();
        }
    }

    private void OpenGroup()
    {
        _settingsOpen = true;
        _focusSetting = "group-title";
    }

    private void CollapseChosen()
    {
        foreach (var id in ChosenGroups.ToList())
        {
            _state?.CollapseGroup(id, !_state.Flow.Groups[id].Collapsed);
        }
    }

    // What was a group becomes a flow with its title.
    private void AskForSubFlow()
    {
        _subFlowName = _state?.Group?.Title ?? "";
        if (_state?.Group is { } group)
        {
            _state.Select(group.Nodes, announce: false);
        }

        Open(DialogKind.SubFlow);
    }

    private async Task CommandAsync(string command)
    {
        switch (command)
        {
            case "test":
                await ToggleTest();
                break;
            case "publish":
                Open(DialogKind.Publish);
                break;
            case "files":
                Open(DialogKind.Files);
                break;
            case "canvas" or "outline":
                await ShowOutlineAsync(command == "outline");
                break;
            case "group":
                Group();
                break;
            case "ungroup":
                _state?.Ungroup([.. ChosenGroups]);
                break;
            case "collapse":
                CollapseChosen();
                break;
            case "sub-flow":
                AskForSubFlow();
                break;
            case "put-here":
                await PutSubFlowHereAsync();
                break;
            case "save":
                await SaveNowAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "The canvas offers a command that the page does not have.");
        }

        StateHasChanged();
    }
}
