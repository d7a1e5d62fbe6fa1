using FlowDesigner.Web.Editor.Inspector.Code;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Chooses something by its name, tells what it is, and makes a new one in place where there is none that fits.</summary>
public sealed partial class ReferenceEditor : EditorPiece
{
    private const int PhrasesShown = 2;

    // Id of what is being changed; empty for a new one, null while nothing is.
    private string? _making;

    /// <summary>Id of the field.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What the setting is.</summary>
    [Parameter, EditorRequired]
    public FieldDefinition Field { get; set; } = null!; // required

    /// <summary>What is chosen; empty for nothing.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>Connector whose connections fit; null for any.</summary>
    [Parameter]
    public string? Connector { get; set; }

    /// <summary>True when it has a problem.</summary>
    [Parameter]
    public bool IsBad { get; set; }

    /// <summary>Raised with what is chosen; empty for nothing.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> Chosen { get; set; }

    [CascadingParameter]
    private BotNames Names { get; set; } = null!; // given by the page

    // What the bot itself says of it, so that it can be changed here.
    private bool IsOwn =>
        Field.Kind switch
        {
            FieldKind.Intent => State.Bot.Intents.ContainsKey(Value),
            FieldKind.Entity => State.Bot.Entities.ContainsKey(Value),
            _ => false,
        };

    private string? Address =>
        Field.Kind == FieldKind.Flow && Names.Flows.Any(f => f.Value == Value) && Value != State.Flow.Id ? $"/bots/{State.Bot.Id}/flows/{Value}" : null;

    private string About =>
        Field.Kind switch
        {
            FieldKind.Intent when State.Bot.Intents.TryGetValue(Value, out var intent) => BotEdits.About(intent, PhrasesShown, T),
            FieldKind.Entity when State.Bot.FindEntity(Value) is { } entity => BotEdits.About(entity, T),
            FieldKind.Entity when EntityWords.ExampleOf(Value) is { } example => T["“{0}” is kept as {1}.", example.Said, example.Kept],
            FieldKind.Connection when State.Bot.Connections.TryGetValue(Value, out var connector) => T["A connection to {0}.", connector],
            FieldKind.Connection when Value.Length == 0 && Options.Count == 1 => T["There is no connection that fits yet."],
            _ => "",
        };

    private IEnumerable<FieldOption> Known =>
        Field.Kind switch
        {
            FieldKind.Intent => State.Bot.Intents.Keys.Select(id => new FieldOption(id, TypeWords.OfName(id))),
            FieldKind.Entity => [.. BotNames.BuiltInEntities, .. State.Bot.EntityNames().Select(id => new FieldOption(id, TypeWords.OfName(id)))],
            FieldKind.Flow => Names.Flows,
            FieldKind.Node => State.Named((id, node) => id != State.Selected && State.DefinitionOf(node) is not { IsTrigger: true }).Select(n => new FieldOption(n.Id, n.Title)),
            FieldKind.Connection => Names.ConnectionsFor(Connector, State.Bot, T),
            _ => Field.Options ?? [],
        };

    private List<FieldOption> Options
    {
        get
        {
            var all = Known.ToList();
            if (Value.Length > 0 && !all.Exists(o => o.Value == Value))
            {
                all.Add(new FieldOption(Value, T["{0} (does not exist)", Value]));
            }

            return Field.Kind == FieldKind.Choice && Field.Default.ValueKind != System.Text.Json.JsonValueKind.Undefined
                ? all
                : [new FieldOption("", T[Field.Required ? "Choose …" : "No choice"]), .. all];
        }
    }

    // Options of a node type and the kinds of answers have words of their own; names of things are said as they are.
    private string OptionText(FieldOption option) => Field.Kind switch { FieldKind.Choice => N[option.Label], FieldKind.Entity => T[option.Label], _ => option.Label };

    private async Task ChooseAsync(string value)
    {
        if (Field.Kind == FieldKind.Connection && value.Length > 0 && !State.Bot.Connections.ContainsKey(value))
        {
            await Names.UseConnectionAsync(value);
        }

        await Chosen.InvokeAsync(value);
    }

    private async Task MadeAsync(string id)
    {
        _making = null;
        await Chosen.InvokeAsync(id);
    }
}
