using FlowDesigner.Web.Editor.Inspector.Code;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Lists the values that a setting can use, with their types and what they held last.</summary>
public sealed partial class ValuePicker : ComponentBase
{
    private const int MostShown = 60;
    private ElementReference _search;
    private string _wanted = "";
    private IReadOnlyList<ScopeValue> _values = [];

    /// <summary>Name of the list.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The node in whose settings the value is used.</summary>
    [Parameter, EditorRequired]
    public string NodeId { get; set; } = "";

    /// <summary>Raised with the path that was chosen.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnPick { get; set; }

    /// <summary>Raised when nothing is wanted any more.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [CascadingParameter]
    private ExpressionAssistant Assistant { get; set; } = null!; // given by the page

    private List<ScopeValue> Found =>
        [.. _values.Where(v => v.Path.Contains(_wanted.Trim(), StringComparison.OrdinalIgnoreCase) || v.Summary.Contains(_wanted.Trim(), StringComparison.OrdinalIgnoreCase))];

    /// <inheritdoc/>
    protected override void OnInitialized() => _values = Assistant.Values(NodeId);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _search.FocusAsync();
        }
    }

    private static string NameOf(ScopeValue value) => value.Path.Split('.', 2) is [_, var inside] ? inside : value.Path;

    private string GroupWord(string root) =>
        root switch
        {
            "vars" => T["Variables"],
            "nodes" => T["What the nodes before gave"],
            "input" => T["What the visitor wrote last"],
            "contact" => T["The visitor"],
            "conversation" => T["The conversation"],
            "event" => T["What started the run"],
            "env" => T["The environment"],
            "item" or "index" => T["This round of the loop"],
            _ => root,
        };

    private Task Hear(KeyboardEventArgs e) => e.Key == "Escape" ? OnClose.InvokeAsync() : Task.CompletedTask;
}
