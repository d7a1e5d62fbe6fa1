using FlowDesigner.Web.Library.Importing;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowDesigner.Web.Library;

/// <summary>Takes bots and flows from files; nothing is stored before the person has seen what they are.</summary>
public sealed partial class ImportDialog
{
    private IReadOnlyList<ImportItem> _items = [];
    private string? _into;

    /// <summary>Bots that exist.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<BotSummary> Bots { get; set; } = [];

    /// <summary>What was dropped already.</summary>
    [Parameter]
    public IReadOnlyList<ImportItem> Dropped { get; set; } = [];

    /// <summary>What shall be imported.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ImportChoice> OnImport { get; set; }

    /// <summary>Nothing shall be imported.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private bool CanImport => _items.Any(i => i.Bot is not null) || (_into is not null && _items.Any(i => i.Flow is not null));

    private bool Replacing => _items.Any(i => (i.Bot is { } bot && Replaces(bot)) || (i.Flow is { } flow && Replaces(flow)));

    /// <inheritdoc/>
    protected override void OnInitialized() => (_items, _into) = (Dropped, Bots.Count > 0 ? Bots[0].Id : null);

    private bool Replaces(BotBundle bundle) => Bots.Any(b => b.Id == bundle.Bot.Id);

    private bool Replaces(FlowDefinition flow) => Bots.Any(b => b.Id == _into && b.Flows.Any(f => f.Id == flow.Id));

    private async Task ReadAsync(InputFileChangeEventArgs change) =>
        _items = await ImportReader.ReadAsync(change, CancellationToken.None);

    private Task ImportAsync() =>
        CanImport
            ? OnImport.InvokeAsync(new ImportChoice([.. _items.Select(i => i.Bot).OfType<BotBundle>()], [.. _items.Select(i => i.Flow).OfType<FlowDefinition>()], _into))
            : Task.CompletedTask;
}
