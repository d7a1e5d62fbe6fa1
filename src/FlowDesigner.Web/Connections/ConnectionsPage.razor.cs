using FlowDesigner.Web.Shell;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Connections;

/// <summary>The systems that flows work with.</summary>
public sealed partial class ConnectionsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<string> _testing = [];
    private IReadOnlyList<ConnectionSummary>? _all;
    private ILookup<string, ConnectionUse> _uses = ConnectionUse.Find([]);
    private ConnectionDraft? _draft;
    private ConnectionSummary? _deleting;
    private ProbeResult? _found;
    private Notice? _notice;
    private string _search = "";
    private bool _onlyBroken;
    private bool _busy;
    private string _actor = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IConnectionAdmin Admin { get; set; } = null!; // set by the renderer

    [Inject]
    private ConnectorCatalog Connectors { get; set; } = null!; // set by the renderer

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    private int Broken => (_all ?? []).Count(IsBroken);

    private IEnumerable<ConnectionSummary> Shown =>
        (_all ?? []).Where(c =>
            (!_onlyBroken || IsBroken(c))
            && (
                c.Name.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase)
                || (ConnectorOf(c)?.Title.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase) ?? false)
            )
        );

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _actor = (await Authentication).User.Identity?.Name ?? "";
            await LoadAsync();
        }
    }

    private static bool IsBroken(ConnectionSummary connection) => connection.TestResult is { Ok: false };

    private ConnectorDefinition? ConnectorOf(ConnectionSummary connection) =>
        Connectors.TryGet(connection.Connector, out var connector) ? connector : null;

    private async Task LoadAsync()
    {
        var bundles = new List<BotBundle>();
        foreach (var bot in await Library.ListAsync(_gone.Token))
        {
            if (await Library.FindAsync(bot.Id, _gone.Token) is { } draft)
            {
                bundles.Add(draft.Bundle);
            }
        }

        _uses = ConnectionUse.Find(bundles);
        _all = await Admin.ListAsync(_gone.Token);
    }

    private void New() => (_draft, _found, _notice) = (ConnectionDraft.New(Connectors.All[0]), null, null);

    private void Edit(ConnectionSummary connection)
    {
        if (ConnectorOf(connection) is { } connector)
        {
            (_draft, _found, _notice) = (ConnectionDraft.Of(connection, connector), connection.TestResult, null);
        }
        else
        {
            _notice = new Notice("bad", $"The connector of {connection.Name} is not part of this installation.");
        }
    }

    private void Close() => (_draft, _found) = (null, null);

    private async Task SaveAsync()
    {
        if (await TrySaveAsync())
        {
            Close();
        }
    }

    /// <summary>Saves and shows what the test found, in the dialog, where it can be corrected.</summary>
    private async Task SaveAndTestAsync()
    {
        if (_draft is { } draft && await TrySaveAsync())
        {
            _busy = true;
            StateHasChanged();
            _found = await Admin.TestAsync(draft.Name, _gone.Token);
            _busy = false;
            await LoadAsync();
            if (_all?.FirstOrDefault(c => c.Name == draft.Name) is { } saved)
            {
                _draft = ConnectionDraft.Of(saved, draft.Connector);
            }
        }
    }

    private async Task<bool> TrySaveAsync()
    {
        if (_draft is not { } draft)
        {
            return false;
        }

        draft.Problems = draft.Check();
        if (draft.Problems.Count == 0 && draft.IsNew && _all!.Any(c => c.Name == draft.Name)) // the list is read before a dialog opens
        {
            draft.Problems = [new Problem("form", ProblemSeverity.Error, "/name", "There is a connection of this name already.")];
        }

        if (draft.Problems.Count == 0)
        {
            draft.Problems = await Admin.SaveAsync(draft.Name, draft.ToChange(), _actor, _gone.Token);
        }

        if (draft.Problems.Any(p => p.Severity == ProblemSeverity.Error))
        {
            return false;
        }

        await LoadAsync();
        return true;
    }

    private async Task TestAsync(string name)
    {
        _testing.Add(name);
        StateHasChanged();
        await Admin.TestAsync(name, _gone.Token);
        _testing.Remove(name);
        await LoadAsync();
    }

    private async Task DeleteAsync(ConnectionSummary connection)
    {
        await Admin.DeleteAsync(connection.Name, _actor, _gone.Token);
        (_deleting, _notice) = (null, new Notice("", $"{connection.Name} was deleted."));
        await LoadAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
