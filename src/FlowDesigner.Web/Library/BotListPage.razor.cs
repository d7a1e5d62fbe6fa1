using FlowDesigner.Web.Library.Importing;
using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowRuntime.Library;
using FlowRuntime.Library.Filing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowDesigner.Web.Library;

/// <summary>The start page of analysts: all bots with their flows.</summary>
public sealed partial class BotListPage : IDisposable
{
    private readonly BotListView _view = new();
    private readonly CancellationTokenSource _gone = new();
    private Asking? _dialog;
    private Notice? _notice;
    private IReadOnlyList<BotBundle>? _bundles;
    private DateTimeOffset _now;
    private string _actor = "";

    /// <summary><c>start</c> when the tour begins: it asks for a new bot at once. From the address.</summary>
    [SupplyParameterFromQuery(Name = "tour")]
    private string? Tour { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private IBotFiling Filing { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    private IReadOnlyCollection<string> Ids => [.. (_view.All ?? []).Select(b => b.Id)];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _actor = (await Authentication).User.Identity?.Name ?? "";
            await LoadAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (RendererInfo.IsInteractive && Tour == "start")
        {
            _dialog = new Asking.NewBot(BotStart.First);
        }
    }

    private async Task LoadAsync()
    {
        _view.Places = await Filing.ListAsync(_gone.Token);
        _view.All = await Library.ListAsync(_gone.Token);
        _bundles = null;
        _now = Time.GetUtcNow();
    }

    // The drafts are read when the first word is searched, and again after every change.
    private async Task SearchAsync(string? words)
    {
        _view.Search = words ?? "";
        if (_bundles is null && _view.Search.Length > 0)
        {
            var drafts = new List<BotBundle>();
            foreach (var bot in _view.All ?? [])
            {
                if (await Library.FindAsync(bot.Id, _gone.Token) is { } draft)
                {
                    drafts.Add(draft.Bundle);
                }
            }

            _bundles = drafts;
        }
    }

    private void Close()
    {
        _dialog = null;
        if (Tour is not null)
        {
            Navigation.NavigateTo("/", replace: true); // else a reload would ask again
        }
    }

    private void Clear() => (_view.Search, _view.Filter, _view.Tag) = ("", BotFilter.All, null);

    private async Task CreateAsync(BotBundle bundle)
    {
        var saved = await Library.SaveAsync(bundle, expectedETag: null, _actor, _gone.Token);
        if (saved.Saved)
        {
            Navigation.NavigateTo($"/bots/{bundle.Bot.Id}/flows/{bundle.Flows.Keys.First()}");
        }
        else
        {
            await DoneAsync(new Notice("bad", T["There is a bot with the id {0} already. Take another one.", bundle.Bot.Id]));
        }
    }

    private async Task CreateFlowAsync(BotSummary bot, string name)
    {
        var id = Slug.Free(Slug.From(name, "flow"), [.. bot.Flows.Select(f => f.Id)]);
        var saved = await Library.SaveFlowAsync(bot.Id, BotStart.EmptyFlow(id, name, Languages.OfPage), expectedRevision: 0, _actor, _gone.Token);
        if (saved.Saved)
        {
            Navigation.NavigateTo($"/bots/{bot.Id}/flows/{id}");
        }
        else
        {
            await DoneAsync(Stale(name));
        }
    }

    private async Task RenameFlowAsync(BotSummary bot, FlowSummary flow, string name)
    {
        var draft = await Library.FindFlowAsync(bot.Id, flow.Id, _gone.Token);
        var saved =
            draft is not null
            && (await Library.SaveFlowAsync(bot.Id, draft.Flow with { Name = name }, draft.Revision, _actor, _gone.Token)).Saved;
        await DoneAsync(saved ? null : Stale(flow.Name));
    }

    private async Task DeleteBotAsync(BotSummary bot)
    {
        await Library.DeleteAsync(bot.Id, _actor, _gone.Token);
        await DoneAsync(new Notice("", T["{0} was deleted.", bot.Name]));
    }

    private async Task DeleteFlowAsync(BotSummary bot, FlowSummary flow)
    {
        await Library.DeleteFlowAsync(bot.Id, flow.Id, _actor, _gone.Token);
        await DoneAsync(new Notice("", T["{0} was deleted from the draft of {1}.", flow.Name, bot.Name]));
    }

    private async Task DoneAsync(Notice? notice)
    {
        (_dialog, _notice) = (null, notice);
        await LoadAsync();
    }

    private Notice Stale(string name) =>
        new("bad", T["Somebody else changed {0} just now. The list shows how it is; try again.", name]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
