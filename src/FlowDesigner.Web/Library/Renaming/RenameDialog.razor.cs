using FlowDesigner.Web.Library.Finding;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Library.Renaming;

/// <summary>Asks for another name, shows every place that would change, and only then does it.</summary>
public sealed partial class RenameDialog
{
    private string _name = "";
    private string? _error;
    private RenamePlan? _plan;

    /// <summary>The bot.</summary>
    [Parameter, EditorRequired]
    public BotBundle Bundle { get; set; } = null!; // required by the compiler of Razor

    /// <summary>Connections of the installation.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyCollection<string> Known { get; set; } = [];

    /// <summary>The name is not wanted after all.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>What gets another name.</summary>
    [Parameter, EditorRequired]
    public Thing Thing { get; set; } = null!; // required by the compiler of Razor

    /// <summary>The bot with the name changed everywhere.</summary>
    [Parameter, EditorRequired]
    public EventCallback<(Thing From, string To, BotBundle After)> OnRename { get; set; }

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    private bool Missing => Thing.Kind == ThingKind.Connection && _plan is not null && !Known.Contains(_name);

    private string Spelling =>
        Thing.Kind switch
        {
            ThingKind.Flow => T["Small letters, digits and hyphens: order-status. Links to the flow change with it."],
            ThingKind.Connection => T["Letters, digits and hyphens, first a small letter."],
            _ => T["Letters and digits, first a small letter: orderNumber."],
        };

    /// <inheritdoc/>
    protected override void OnInitialized() => _name = Thing.Name;

    private void Write(ChangeEventArgs change)
    {
        _name = (change.Value as string)?.Trim() ?? "";
        (_plan, _error) = (null, null);
    }

    private async Task GoOnAsync()
    {
        if (_plan is { } plan)
        {
            await OnRename.InvokeAsync((Thing, _name, plan.After));
            return;
        }

        var made = NameChange.Plan(Bundle, Catalog, Thing, _name);
        _plan = made.Refusal == RenameRefusal.None ? made : null;
        _error = made.Refusal switch
        {
            RenameRefusal.None => null,
            RenameRefusal.NoName => T["This cannot be a name here."].Value,
            RenameRefusal.Same => T["It has this name already."].Value,
            _ => T["There is {0} already; both would be mixed up. Take another name.", _name].Value,
        };
    }
}
