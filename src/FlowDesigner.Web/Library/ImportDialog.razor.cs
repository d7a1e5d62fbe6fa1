using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowDesigner.Web.Library;

/// <summary>Takes a bundle from a file; nothing is stored before the person has seen what it is.</summary>
public sealed partial class ImportDialog
{
    private IReadOnlyList<Problem> _problems = [];
    private BotBundle? _bundle;

    /// <summary>Ids that exist.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyCollection<string> Taken { get; set; } = [];

    /// <summary>The bot to import.</summary>
    [Parameter, EditorRequired]
    public EventCallback<BotBundle> OnImport { get; set; }

    /// <summary>Nothing shall be imported.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private bool Replaces => _bundle is not null && Taken.Contains(_bundle.Bot.Id);

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_bundle, _problems) = (null, []);
        if (change.File.Size > BundleDocument.MaximumBytes)
        {
            _problems = [new Problem("file.size", ProblemSeverity.Error, "", "The file is larger than 16 MB.")];
            return;
        }

        await using var stream = change.File.OpenReadStream(BundleDocument.MaximumBytes);
        var read = await BundleDocument.ReadAsync(stream, CancellationToken.None);
        _problems = [.. read.Problems.Where(p => p.Severity == ProblemSeverity.Error)];
        _bundle = _problems.Count == 0 ? read.Value : null;
    }

    private Task ImportAsync() => _bundle is null ? Task.CompletedTask : OnImport.InvokeAsync(_bundle);
}
