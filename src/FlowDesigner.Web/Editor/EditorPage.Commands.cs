namespace FlowDesigner.Web.Editor;

/// <summary>What the command palette asks of the page.</summary>
public sealed partial class EditorPage
{
    private async Task PictureAsync(string format)
    {
        if (_canvas is not null)
        {
            await _canvas.PictureAsync(format);
        }
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
            case "sub-flow":
                Open(DialogKind.SubFlow);
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
