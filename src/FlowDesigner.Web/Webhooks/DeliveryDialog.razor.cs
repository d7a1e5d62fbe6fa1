using System.Text.Json;
using FlowDesigner.Web.Shell;
using FlowRuntime.Gateway.Hooks.Deliveries;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Webhooks;

/// <summary>One call of a webhook: what came, what became of it, and what to do with it now.</summary>
public sealed partial class DeliveryDialog
{
    private HookDraftReplay? _replay;
    private Notice? _notice;
    private string? _test;
    private bool _busy;

    /// <summary>The bot.</summary>
    [Parameter, EditorRequired]
    public string BotId { get; set; } = "";

    /// <summary>The call.</summary>
    [Parameter, EditorRequired]
    public HookDeliveryDetail Delivery { get; set; } = null!; // required by the compiler of Razor

    /// <summary>Who, for the audit.</summary>
    [Parameter, EditorRequired]
    public string Actor { get; set; } = "";

    /// <summary>It was run again.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnReplayed { get; set; }

    /// <summary>Close.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IHookDeliveries Deliveries { get; set; } = null!; // set by the renderer

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    private async Task LiveAsync()
    {
        Begin();
        var replay = await Deliveries.ReplayLiveAsync(BotId, Delivery.Line.Id, Actor, CancellationToken.None);
        End(replay.Message ?? T["It runs again with the live version."], replay.ErrorCode is null);
        await OnReplayed.InvokeAsync();
    }

    private async Task DraftAsync()
    {
        Begin();
        _replay = await Deliveries.ReplayDraftAsync(BotId, Delivery.Line.Id, callOthers: false, Actor, CancellationToken.None);
        End(_replay.Message ?? T["It ran with the draft. Nothing was stored, and no other system was called."], _replay.ErrorCode is null);
    }

    private async Task TestAsync()
    {
        Begin();
        var written = await Deliveries.WriteTestAsync(BotId, Delivery.Line.Id, name: null, CancellationToken.None);
        if (written is null || await Library.FindAsync(BotId, CancellationToken.None) is not { } draft)
        {
            End(T["There is nothing to make a test of any more."], isGood: false);
            return;
        }

        var id = NewId(draft.Bundle.Tests.Keys);
        var tests = new Dictionary<string, JsonElement>(draft.Bundle.Tests) { [id] = JsonElement.Parse(written) };
        var saved = await Library.SaveAsync(draft.Bundle with { Tests = tests }, draft.ETag, Actor, CancellationToken.None);
        _test = saved.Saved ? written : null;
        End(saved.Saved ? T["Saved in the draft as {0}.", id] : T["Somebody else saved the bot in between. Try again."], saved.Saved);
    }

    private string NewId(IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, known.Count + 1).Select(n => $"webhook-{Delivery.Line.Hook}-{n}").First(id => !known.Contains(id));
    }

    private void Begin()
    {
        (_busy, _notice, _replay, _test) = (true, null, null, null);
        StateHasChanged();
    }

    private void End(string message, bool isGood) => (_busy, _notice) = (false, new Notice(isGood ? "good" : "bad", message));
}
