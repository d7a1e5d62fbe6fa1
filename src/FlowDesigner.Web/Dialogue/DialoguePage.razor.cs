using System.Globalization;
using FlowDesigner.Web.Shell;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Dialogue;

/// <summary>How a bot leads a conversation beside its flows: commands, asking back, and what follows when it does not understand.</summary>
public sealed partial class DialoguePage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private BotDraft? _draft;
    private DialogueForm _form = new();
    private IReadOnlyList<Problem> _problems = [];
    private Notice? _notice;
    private string _actor = "";
    private bool _missing;

    /// <summary>The bot.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    private IReadOnlyList<string> Languages => _draft?.Bundle.Bot.Languages ?? [];

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _actor = (await Authentication).User.Identity?.Name ?? "";
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _draft = await Library.FindAsync(BotId, _gone.Token);
        _missing = _draft is null;
        if (_draft is not null)
        {
            _form = DialogueForm.Of(_draft.Bundle.Bot);
            _problems = [.. Library.Validate(_draft.Bundle).Where(p => p.Pointer.StartsWith("/bot/dialogue/", StringComparison.Ordinal))];
        }
    }

    private async Task SaveAsync()
    {
        if (_draft is null)
        {
            return;
        }

        var saved = await Library.SaveAsync(_draft.Bundle with { Bot = _form.Apply(_draft.Bundle.Bot) }, _draft.ETag, _actor, _gone.Token);
        _notice = saved.Saved
            ? new Notice("good", T["Saved in the draft; it becomes live with the next publish."])
            : new Notice("bad", T["Somebody else changed this bot just now. The page shows how it is; change it again."]);
        await LoadAsync();
    }

    private void Choose(string intent, bool chosen)
    {
        if (chosen)
        {
            _form.Suggestions.Add(intent);
        }
        else
        {
            _form.Suggestions.Remove(intent);
        }
    }

    private static double NumberIn(ChangeEventArgs change) => double.Parse($"{change.Value}", CultureInfo.InvariantCulture);

    private static string PhraseOf(IntentDefinition intent, string language) =>
        intent.PhrasesIn?.GetValueOrDefault(language) is [var own, ..] ? own
        : intent.Phrases is [var first, ..] ? first
        : "";
}
