using FlowDesigner.Web.Shell;
using FlowRuntime.Connections.Imported;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowDesigner.Web.Catalog;

/// <summary>Makes a connector of a document: it is read and compared first, and installed when the person has seen what it does.</summary>
public sealed partial class ImportPage : IDisposable
{
    private const long MaximumBytes = 64 * 1024 * 1024;

    private readonly CancellationTokenSource _gone = new();
    private readonly ImportDraft _draft = new();
    private ImportReport? _report;
    private IReadOnlyList<BrokenNode>? _breaking;
    private Notice? _notice;
    private string _title = "";
    private string _actor = "";
    private bool _ready;
    private bool _busy;
    private bool _taking;
    private bool _readsWhenTaken;

    /// <summary>Key of the connector that is imported again; null for a new one.</summary>
    [SupplyParameterFromQuery]
    public string? Key { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IImportedConnectors Connectors { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _title = T["Import a connector"];
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _actor = (await Authentication).User.Identity?.Name ?? "";
        if (Key is not null && (await Connectors.ListAsync(_gone.Token)).FirstOrDefault(c => c.Key == Key) is { } known)
        {
            (_title, _draft.Key, _draft.Address) = (T["Import {0} again", known.Title], known.Key, known.Source ?? "");
            _draft.Before = (await Connectors.FindDocumentAsync(Key, _gone.Token))?.Operations;
        }
        else if (Key is not null)
        {
            (_notice, Key) = (new Notice("warn", T["There is no imported connector {0}; this makes a new one.", Key]), null);
        }

        _ready = true;
    }

    private async Task LoadAsync(InputFileChangeEventArgs change)
    {
        (_report, _notice, _draft.Document) = (null, null, null);
        _draft.Offer([]);
        if (change.File.Size > MaximumBytes)
        {
            _notice = new Notice("bad", T["The file is larger than 64 MB."]);
            return;
        }

        _taking = true;
        StateHasChanged();
        await using var stream = change.File.OpenReadStream(MaximumBytes, _gone.Token);
        using var whole = new MemoryStream((int)change.File.Size);
        await stream.CopyToAsync(whole, _gone.Token);
        (_draft.Document, _taking) = (whole.ToArray(), false);
        if (_readsWhenTaken)
        {
            _readsWhenTaken = false;
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        if (_taking)
        {
            _readsWhenTaken = true; // asked for while the file was on its way
            return;
        }

        _notice = _draft.Lack() is { } lack ? new Notice("bad", T[lack]) : null;
        if (_notice is not null || _busy)
        {
            return;
        }

        (_busy, _report) = (true, null);
        _draft.Offer([]);
        StateHasChanged();
        var report = await Connectors.PreviewAsync(_draft.ToImport(confirmed: false), _gone.Token);
        _busy = false;
        Show(report);
        if (report.Facts is { } facts)
        {
            _report = report;
            _draft.Offer(facts.Operations);
        }
    }

    private async Task ImportAsync(bool confirmed)
    {
        (_busy, _breaking, _notice) = (true, null, null);
        StateHasChanged();
        var report = await Connectors.ImportAsync(_draft.ToImport(confirmed), _actor, _gone.Token);
        _busy = false;
        if (report.Imported)
        {
            Navigation.NavigateTo($"/connectors?imported={Uri.EscapeDataString(_draft.Key.Trim())}");
        }
        else if (report.Breaks.Count > 0 && !confirmed)
        {
            _breaking = report.Breaks;
        }
        else
        {
            Show(report);
        }
    }

    private string KindOf(ConnectorChange change) =>
        change.Kind switch
        {
            "added" => T["added"],
            "removed" => T["removed"],
            _ => T["changed"],
        };

    private void Show(ImportReport report) =>
        _notice = report.Problems is [var problem, ..] ? new Notice(report.Facts is null ? "bad" : "warn", problem.Message) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
