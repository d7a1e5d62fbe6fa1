using System.Text.Json;
using FlowDesigner.Web.Editor.Inspector.Code;
using FlowEngine.Nodes;
using FlowEngine.Nodes.Conditions;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>A condition: rules with values, operators and values, or a formula. What is there stays until the other takes its place.</summary>
public sealed partial class ConditionEditor : EditorPiece
{
    internal const string Rules = "rules";
    internal const string Join = "join";
    internal const string When = "when";
    private const string Operator = "operator";

    private bool? _formula;

    /// <summary>Settings of the object that holds the condition.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FieldDefinition> Fields { get; set; } = [];

    /// <summary>The object.</summary>
    [Parameter, EditorRequired]
    public JsonElement Values { get; set; }

    /// <summary>Begins the path of each setting, such as <c>arms/0/</c>.</summary>
    [Parameter]
    public string Prefix { get; set; } = "";

    /// <summary>Raised with the settings that change; undefined clears one.</summary>
    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyDictionary<string, JsonElement>> Changed { get; set; }

    [CascadingParameter]
    private ExpressionAssistant Assistant { get; set; } = null!; // given by the page

    private int Count => Values.Member(Rules) is { ValueKind: JsonValueKind.Array } rules ? rules.GetArrayLength() : 0;

    private bool IsFormula => _formula ?? (Count == 0 && Values.Member(When).ValueKind != JsonValueKind.Undefined);

    private bool IsAny => Values.Member(Join) is { ValueKind: JsonValueKind.String } join && join.GetString() == "any";

    private CodePreview? Outcome => State.Selected is { } node ? Assistant.Decide(node, Values.Member(Rules), IsAny) : null;

    private string Joint => IsAny ? T["or"] : T["and"];

    /// <summary>Whether an object has the three settings of a condition.</summary>
    /// <param name="fields">Its settings.</param>
    /// <returns>True when it has.</returns>
    internal static bool IsCondition(IReadOnlyList<FieldDefinition> fields) =>
        fields.Any(f => f is { Name: Rules, Kind: FieldKind.List }) && fields.Any(f => f.Name == Join) && fields.Any(f => f.Name == When);

    private FieldDefinition Of(string name) => Fields.First(f => f.Name == name);

    /// <summary>The settings of a rule: of the operators those that make sense for its value, and the one that it has.</summary>
    private IReadOnlyList<FieldDefinition> FieldsOf(JsonElement rule)
    {
        var type = State.Selected is { } node ? Assistant.TypeOf(node, rule.Member("left")) : null;
        var chosen = rule.Member(Operator) is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;
        var fitting = ConditionOperators.For(type).Append(chosen).ToHashSet();
        return
        [
            .. (Of(Rules).Fields ?? []).Select(f => f.Name == Operator ? f with { Options = [.. (f.Options ?? []).Where(o => fitting.Contains(o.Value))] } : f),
        ];
    }

    private Task Set(string name, JsonElement value) => Changed.InvokeAsync(new Dictionary<string, JsonElement> { [name] = value });

    private Task SetRules(JsonElement rules)
    {
        _formula = false;
        return Changed.InvokeAsync(
            rules.ValueKind == JsonValueKind.Undefined
                ? new Dictionary<string, JsonElement> { [Rules] = rules }
                : new Dictionary<string, JsonElement> { [Rules] = rules, [When] = default }
        );
    }

    private Task SetFormula(JsonElement formula)
    {
        _formula = true;
        return Changed.InvokeAsync(
            formula.ValueKind == JsonValueKind.Undefined
                ? new Dictionary<string, JsonElement> { [When] = formula }
                : new Dictionary<string, JsonElement> { [When] = formula, [Rules] = default, [Join] = default }
        );
    }
}
