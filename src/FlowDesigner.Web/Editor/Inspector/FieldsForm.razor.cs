using System.Text.Json;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>The settings of one object, such as a node or an entry of a list; what makes up a condition stands together.</summary>
public sealed partial class FieldsForm : ComponentBase
{
    /// <summary>Settings of the object.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FieldDefinition> Fields { get; set; } = [];

    /// <summary>Those of them to show; null for all.</summary>
    [Parameter]
    public Func<FieldDefinition, bool>? Where { get; set; }

    /// <summary>The object; anything else is one without members.</summary>
    [Parameter, EditorRequired]
    public JsonElement Values { get; set; }

    /// <summary>Begins the path of each setting, such as <c>arms/0/</c>.</summary>
    [Parameter]
    public string Prefix { get; set; } = "";

    /// <summary>Connector whose connections fit; null for any.</summary>
    [Parameter]
    public string? Connector { get; set; }

    /// <summary>True in a row of settings.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Raised with the settings that change; undefined clears one.</summary>
    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyDictionary<string, JsonElement>> Changed { get; set; }

    private FieldDefinition? Rules => ConditionEditor.IsCondition(Fields) ? Fields.First(f => f.Name == ConditionEditor.Rules) : null;

    private IEnumerable<FieldDefinition> Shown =>
        Fields.Where(f =>
            FieldVisibility.IsShown(f, Fields, Values)
            && (Where is null || Where(f))
            && (Rules is null || f.Name is not (ConditionEditor.Join or ConditionEditor.When))
        );
}
