using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Intents;
using FlowRuntime.Connections;
using FlowRuntime.Learning;
using FlowRuntime.Learning.NotUnderstood;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowDesigner.Web.Understanding;

/// <summary>What a bot understands: phrases of its intents, messages it did not understand, and how well it does.</summary>
public sealed partial class UnderstandingPage : IDisposable
{
    private const long LargestFile = 16 * 1024 * 1024;
    private const int MostMessages = 200;
    private const int MostPairs = 50;

    private readonly CancellationTokenSource _gone = new();
    private BotDraft? _draft;
    private BotPhrases? _phrases;
    private IUnderstanding? _understanding;
    private LearnedReport? _report;
    private Confusions? _confusions;
    private IReadOnlyList<PhrasePair>? _pairs;
    private IReadOnlyList<VersionAccuracy> _history = [];
    private IReadOnlyList<NotUnderstoodMessage> _messages = [];
    private IReadOnlyList<(string Name, string Connector)> _connections = [];
    private IDisposable? _hearing;
    private Undoing? _undo;
    private Notice? _notice;
    private Part _part;
    private string? _open;
    private string _name = "";
    private string _actor = "";
    private double _learned;
    private bool _missing;

    private enum Part
    {
        Phrases,
        Inbox,
        Quality,
        Opinion,
    }

    /// <summary>The bot.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    /// <summary>What to show, from the address: <c>phrases</c>, <c>inbox</c>, <c>quality</c> or <c>opinion</c>.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    /// <summary>The intent to open, from the address.</summary>
    [SupplyParameterFromQuery(Name = "intent")]
    public string? Intent { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // cascaded by the frame

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private IBotLearning Learning { get; set; } = null!; // set by the renderer

    [Inject]
    private INotUnderstood NotUnderstood { get; set; } = null!; // set by the renderer

    [Inject]
    private IUnderstandingFactory Understandings { get; set; } = null!; // set by the renderer

    [Inject]
    private IConnectionAdmin Connections { get; set; } = null!; // set by the renderer

    [Inject]
    private ConnectorCatalog Connectors { get; set; } = null!; // set by the renderer

    private IReadOnlyDictionary<string, string> Choices => OpinionForm.Choices(_draft!.Bundle.Bot, _connections, Connectors); // shown with a draft

    private string Status =>
        _phrases is not { Count: > 0 } ? T["There is nothing to learn yet: give an intent some phrases."]
        : _report is null ? T["Learning the phrases … {0} %", (int)(_learned * 100)]
        : _report.Accuracy is { } accuracy ? T["Learned. Of phrases left out on trial, {0} % are understood.", Percent(accuracy)]
        : T["Learned. There are too few phrases to tell how well."];

    /// <inheritdoc/>
    public void Dispose()
    {
        _hearing?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _actor = (await Authentication).User.Identity?.Name ?? "";
        _part = Enum.TryParse<Part>(Show, ignoreCase: true, out var part) ? part : Part.Phrases;
        _open = Intent;
        _hearing = Learning.Listen(Hear);
        _connections = [.. (await Connections.ListAsync(environment: null, _gone.Token)).Select(c => (c.Name, c.Connector))];
        await LoadAsync();
    }

    private static int Percent(double part) => (int)Math.Round(part * 100);

    private string Pressed(Part part) => _part == part ? "true" : "false";

    private async Task LoadAsync()
    {
        _draft = await Library.FindAsync(BotId, _gone.Token);
        _missing = _draft is null;
        if (_draft is not { Bundle.Bot: var bot })
        {
            return;
        }

        _messages = await NotUnderstood.ListAsync(BotId, MostMessages, _gone.Token);
        _history = await Learning.ListAsync(BotId, _gone.Token);
        var phrases = BotPhrases.Of(bot);
        _understanding = Understandings.Create(bot);
        if (phrases.Hash != _phrases?.Hash)
        {
            (_phrases, _learned, _report, _confusions, _pairs) = (phrases, 0, null, null, null);
            await ReadReportAsync();
            if (_report is null && phrases.Count > 0)
            {
                _ = InvokeAsync(() => LearnAsync(phrases));
            }
        }
    }

    /// <summary>Learns what nobody has asked to be learned yet; drafts that were just changed are under way already.</summary>
    private async Task LearnAsync(BotPhrases phrases)
    {
        try
        {
            await Learning.LearnAsync(phrases, _gone.Token);
            await ReadReportAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    /// <summary>Compared only when they are shown.</summary>
    private IReadOnlyList<PhrasePair> Pairs => _pairs ??= _phrases is null ? [] : PhraseOverlaps.Find(_phrases, MostPairs, _gone.Token);

    private async Task ReadReportAsync()
    {
        if (_phrases is { } phrases && await Learning.FindReportAsync(phrases, _gone.Token) is { } report && phrases.Hash == _phrases.Hash)
        {
            (_report, _confusions) = (report, new Confusions(report));
        }
    }

    /// <summary>Called on any thread.</summary>
    private void Hear(LearningProgress news) =>
        _ = InvokeAsync(async () =>
        {
            if (_gone.IsCancellationRequested || news.Hash != _phrases?.Hash)
            {
                return;
            }

            _learned = news.Part;
            if (news.Part >= 1)
            {
                await ReadReportAsync();
            }

            StateHasChanged();
        });

    private Task<bool> SavePhrasesAsync(string intent, IReadOnlyList<(string Language, IReadOnlyList<string> Phrases)> phrases) =>
        SaveAsync(
            bundle => bundle with { Bot = phrases.Aggregate(bundle.Bot, (bot, p) => PhraseEdits.With(bot, intent, p.Language, p.Phrases)) },
            T["The phrases of {0} are saved in the draft.", intent]
        );

    private async Task AddIntentAsync()
    {
        var id = PhraseEdits.IdOf(_name);
        if (id.Length == 0)
        {
            _notice = new Notice("bad", T["Give the intent a name that begins with a letter, such as orderStatus."]);
        }
        else if (_draft!.Bundle.Bot.Intents.ContainsKey(id)) // the form stands on a page with a draft
        {
            (_open, _name) = (id, "");
        }
        else if (await SaveAsync(b => b with { Bot = PhraseEdits.With(b.Bot, id, b.Bot.Languages[0], []) }, T["{0} is added. Give it some phrases.", id]))
        {
            (_open, _name) = (id, "");
        }
    }

    private Task<bool> RemoveAsync(string intent) =>
        SaveAsync(
            bundle => UtteranceTests.Without(bundle, intent) with { Bot = bundle.Bot with { Intents = Ordered.Without(bundle.Bot.Intents, [intent]) } },
            T["{0} is removed from the draft.", intent]
        );

    private Task<bool> SaveOpinionAsync(Func<BotDefinition, BotDefinition> change) =>
        SaveAsync(bundle => bundle with { Bot = change(bundle.Bot) }, T["The second opinion is saved in the draft."]);

    private Task<bool> AddPhraseAsync(string intent, string text) =>
        SaveAsync(
            bundle => UtteranceTests.With(bundle with { Bot = Added(bundle.Bot, intent, text, _understanding) }, text, intent),
            T["“{0}” is a phrase of {1} now, and a test.", text, intent]
        );

    private static BotDefinition Added(BotDefinition bot, string intent, string text, IUnderstanding? reads)
    {
        var language = reads?.Understand(text, Reading(bot)).Language ?? bot.Languages[0];
        return PhraseEdits.Add(bot, intent, language, text);
    }

    private static UnderstandingContext Reading(BotDefinition bot) => new(bot.Languages[0], default, TimeZoneInfo.Utc);

    private string? Suggest(NotUnderstoodMessage message) =>
        _understanding?.Understand(message.Text, Reading(_draft!.Bundle.Bot)).Intents is [var best, ..] ? best.Intent : null; // asked by a page with a draft

    private async Task AssignAsync((NotUnderstoodMessage Message, string Intent) assign)
    {
        var (message, intent) = assign;
        var saved = await SaveAsync(
            bundle => UtteranceTests.With(bundle with { Bot = PhraseEdits.Add(bundle.Bot, intent, message.Language, message.Text) }, message.Text, intent),
            T["“{0}” is a phrase of {1} now, and a test.", message.Text, intent],
            message.Id
        );
        if (saved)
        {
            await SettleAsync(message.Id, isDone: true);
        }
    }

    private async Task IgnoreAsync(NotUnderstoodMessage message)
    {
        await SettleAsync(message.Id, isDone: true);
        (_undo, _notice) = (new Undoing(null, null, message.Id), new Notice("good", T["“{0}” is ignored, also when it is written again.", message.Text]));
    }

    private async Task SettleAsync(long id, bool isDone)
    {
        await NotUnderstood.SettleAsync(BotId, [id], isDone, _gone.Token);
        _messages = await NotUnderstood.ListAsync(BotId, MostMessages, _gone.Token);
    }

    private async Task ImportAsync(InputFileChangeEventArgs e)
    {
        if (e.File.Size > LargestFile)
        {
            _notice = new Notice("bad", T["{0} is larger than 16 MB. Import it in parts.", e.File.Name]);
            return;
        }

        using var bytes = new MemoryStream();
        await using var file = e.File.OpenReadStream(LargestFile, _gone.Token);
        await file.CopyToAsync(bytes, _gone.Token);
        try
        {
            var rows = PhraseTable.Read(bytes.ToArray());
            var (_, phrases, intents) = PhraseEdits.Import(_draft!.Bundle.Bot, rows); // the field stands on a page with a draft
            await SaveAsync(
                bundle => bundle with { Bot = PhraseEdits.Import(bundle.Bot, rows).Bot },
                T["{0} and {1} are new; what was there already stays once.", T.Count(phrases, "One phrase", "{0} phrases"), T.Count(intents, "one intent", "{0} intents")]
            );
        }
        catch (PhraseTableException problem)
        {
            (_undo, _notice) = (null, new Notice("bad", problem.Line is { } line ? T["{0} cannot be read as CSV near line {1}.", e.File.Name, line] : T["The first line of {0} must have the titles text and intent.", e.File.Name]));
        }
    }

    private void OpenIntent(string intent) => (_part, _open) = (Part.Phrases, intent);

    private async Task<bool> SaveAsync(Func<BotBundle, BotBundle> change, string done, long? message = null)
    {
        if (_draft is not { } before)
        {
            return false;
        }

        var saved = await Library.SaveAsync(change(before.Bundle), before.ETag, _actor, _gone.Token);
        _undo = saved is { Saved: true, ETag: { } etag } ? new Undoing(before.Bundle, etag, message) : null;
        _notice = saved.Saved ? new Notice("good", done) : Stale();
        await LoadAsync();
        return saved.Saved;
    }

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
        {
            return;
        }

        var saved = undo.Before is not { } before || (await Library.SaveAsync(before, undo.ETag, _actor, _gone.Token)).Saved;
        if (saved && undo.Message is { } message)
        {
            await SettleAsync(message, isDone: false);
        }

        (_undo, _notice) = (null, saved ? new Notice("good", T["It is as it was."]) : Stale());
        await LoadAsync();
    }

    private Notice Stale() => new("bad", T["Somebody else changed this bot just now, so nothing was done. The page shows how it is; try again."]);

    /// <summary>How the bot was before a change, and the message that was dealt with by it.</summary>
    private sealed record Undoing(BotBundle? Before, string? ETag, long? Message);
}
