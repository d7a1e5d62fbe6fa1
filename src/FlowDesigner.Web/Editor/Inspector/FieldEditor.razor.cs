using System.Globalization;
using System.Text.Json;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Inspector.Code;
using FlowDesigner.Web.Editor.Inspector.Time;
using FlowDesigner.Web.Editor.Problems;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.TriggerSchedule;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>One setting: label, the editor that fits its kind, help and problems.</summary>
public sealed partial class FieldEditor : EditorPiece
{
    private static readonly FieldDefinition Schedule = TriggerScheduleNode.Definition.Fields.First(f => f.Name == "cron");

    private string? _mistake;
    private string? _typed;
    private bool _formula;
    private bool _picking;
    private CodeField? _code;

    /// <summary>What the setting is.</summary>
    [Parameter, EditorRequired]
    public FieldDefinition Field { get; set; } = null!; // required

    /// <summary>Its value as written; undefined when absent.</summary>
    [Parameter, EditorRequired]
    public JsonElement Value { get; set; }

    /// <summary>Pointer inside the node's settings, such as <c>arms/0/when</c>.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>Connector whose connections fit; null for any.</summary>
    [Parameter]
    public string? Connector { get; set; }

    /// <summary>True in a row of settings: the help is a tip then.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>True when a number out of its range is refused at once, because the document could not hold it.</summary>
    [Parameter]
    public bool Bounded { get; set; }

    /// <summary>Raised with the new value; undefined clears the setting.</summary>
    [Parameter, EditorRequired]
    public EventCallback<JsonElement> ValueChanged { get; set; }

    private string Id => $"setting-{Path.Replace('/', '-')}";

    private string NodeId => State.Selected ?? "";

    private JsonElement Shown => Value.ValueKind == JsonValueKind.Undefined ? Field.Default : Value;

    private string Plain =>
        Shown.ValueKind switch
        {
            JsonValueKind.String => Shown.GetString() ?? "",
            JsonValueKind.Undefined or JsonValueKind.Null => "",
            _ => Shown.GetRawText(),
        };

    private bool MayBeFormula =>
        Field.Expression
        && Field.Kind is FieldKind.Number or FieldKind.Boolean or FieldKind.Choice or FieldKind.Entity or FieldKind.Json or FieldKind.TextList or FieldKind.List;

    private bool IsFormula => MayBeFormula && (_formula || (Shown.ValueKind == JsonValueKind.String && Plain.StartsWith('=')));

    private string ValueText => TypedValue.TextOf(Shown);

    private string Formula => Plain.StartsWith('=') ? Plain[1..] : Plain;

    private string Lines => Shown.ValueKind == JsonValueKind.Array ? string.Join('\n', Shown.EnumerateArray().Select(i => i.ToString())) : Plain;

    // What is written with more than plain typing; null for the other kinds.
    private CodeKind? CodeKindOf =>
        Field.Kind switch
        {
            _ when Field.Kind == FieldKind.Condition || IsFormula => CodeKind.Expression,
            FieldKind.Code => CodeKind.Script,
            FieldKind.Json => CodeKind.Json,
            FieldKind.Value => CodeKind.Text,
            FieldKind.Text or FieldKind.Multiline when Field.Expression || Field.Template => CodeKind.Text,
            FieldKind.TextList when Field.Template => CodeKind.Text,
            _ => null,
        };

    private bool TakesFormula => Field.Expression && Field.Kind != FieldKind.TextList;

    private bool TakesValues => CodeKindOf is { } kind && (kind != CodeKind.Json || Field.Expression);

    private string CodeText =>
        CodeKindOf switch
        {
            CodeKind.Expression => Formula,
            CodeKind.Json => _typed ?? JsonText,
            CodeKind.Text when Field.Kind == FieldKind.Value => _typed ?? ValueText,
            CodeKind.Text when Field.Kind == FieldKind.TextList => Lines,
            _ => Plain,
        };

    private string CodePlaceholder =>
        CodeKindOf switch
        {
            CodeKind.Expression => "vars.total > 100",
            CodeKind.Script => "return vars.total * 2;",
            CodeKind.Json => "{ \"name\": 1 }",
            _ when Field.Kind == FieldKind.TextList => T["One a line"],
            _ when Compact => T["value or ="],
            _ => Placeholder,
        };

    private string JsonText =>
        Shown.ValueKind switch
        {
            JsonValueKind.Undefined => "",
            JsonValueKind.String when Plain.StartsWith('=') => Plain,
            _ => JsonSerializer.Serialize(Shown, Indented),
        };

    private string Placeholder =>
        Field.Default.ValueKind is JsonValueKind.Number ? Field.Default.GetRawText() : Field.Expression && !Field.Template ? T["A value, or = and a formula"] : "";

    private List<PlacedProblem> Problems =>
        [.. State.Problems.Where(p => p.NodeId is not null && p.NodeId == State.Selected && (p.Path == Path ? !IsSaidByCode(p) : IsLeaf && p.Path.StartsWith($"{Path}/", StringComparison.Ordinal)))];

    // The field itself shows mistakes in formulas as they are typed, at their places.
    private bool IsSaidByCode(PlacedProblem problem) =>
        CodeKindOf is not null && (problem.Problem.Code.StartsWith("expression.", StringComparison.Ordinal) || problem.Problem.Code == "variable.undeclared");

    private bool IsLeaf => Field.Kind != FieldKind.List;

    // The sentence below the field; the code field says its own.
    private string Mistake => _mistake ?? "";

    private string Bad => Problems.Exists(p => p.IsError) || _mistake is not null ? "bad" : "";

    private string Invalid => Bad.Length > 0 ? "true" : "false";

    private bool CanDeclare =>
        !State.ReadOnly && Identifiers.IsName(Plain) && State.VariableOf(Plain) is null;

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    // The help stands below anyway.
    private string WithoutHelp(PlacedProblem problem) =>
        problem.Problem.Message is var message && Field.Help.Length > 0 && message.Length > Field.Help.Length && message.EndsWith(Field.Help, StringComparison.Ordinal)
            ? message[..^Field.Help.Length].TrimEnd()
            : message;

    private static int Rows(string text) => Math.Clamp(text.Split('\n').Sum(line => 1 + (line.Length / 38)), 1, 10);

    private Task Send(JsonElement value) => ValueChanged.InvokeAsync(value);

    private Task Set<T>(T value) => Send(JsonSerializer.SerializeToElement(value));

    private Task SetText(string? text) => string.IsNullOrEmpty(text) ? Send(default) : Set(text);

    private Task WriteCode(string text) =>
        CodeKindOf switch
        {
            CodeKind.Expression => SetFormula(text),
            CodeKind.Json => SetJson(text),
            CodeKind.Text when Field.Kind == FieldKind.Value => SetValue(text),
            CodeKind.Text when Field.Kind == FieldKind.TextList => SetLines(text),
            _ => SetText(text),
        };

    private async Task PickAsync(string path)
    {
        _picking = false;
        if (_code is not null)
        {
            await _code.InsertAsync(path);
        }
    }

    private Task SetFormula(string? text) => SetText(string.IsNullOrEmpty(text) ? "" : '=' + text);

    // What is typed stays in the field as it is: "-" and "1." are on the way to a number.
    private async Task SetNumber(string? typed)
    {
        var text = _typed = typed ?? "";
        _mistake = null;
        if (text.Trim().Length == 0)
        {
            await Send(default);
        }
        else if (Field.Expression && text.StartsWith('='))
        {
            await Set(text);
        }
        else if (FieldExtras.HoldsSeconds(Field) && DurationText.TryRead(text, out var seconds))
        {
            await SetNumber(seconds);
        }
        else if (decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            await SetNumber(number);
        }
        else
        {
            _mistake = T["“{0}” is not a number.", text];
        }
    }

    private Task SetNumber(decimal number)
    {
        if (Bounded && ((double)number < Field.Minimum || (double)number > Field.Maximum))
        {
            _mistake = T["Give a number from {0} to {1}.", Bound(Field.Minimum), Bound(Field.Maximum)];
            return Task.CompletedTask;
        }

        return Set(number);
    }

    // What is typed stays in the field as it is: "[1" is on the way to a list.
    private Task SetValue(string? typed)
    {
        var text = _typed = typed ?? "";
        return text.Length == 0 ? Send(default) : Send(JsonSerializer.SerializeToElement(TypedValue.Parse(text)));
    }

    private void EndTyping()
    {
        _typed = _mistake is null ? null : _typed;
        State.Seal();
    }

    private Task SetLines(string? text)
    {
        var lines = (text ?? "").Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        return lines.TrueForAll(l => l.Length == 0) ? Send(default) : Set(lines);
    }

    // What is half typed stays in the field; only what can be read goes into the document.
    private async Task SetJson(string text)
    {
        _typed = text;
        _mistake = null;
        if (text.Trim().Length == 0)
        {
            await Send(default);
        }
        else if (Field.Expression && text.StartsWith('='))
        {
            await Set(text);
        }
        else
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                await Send(document.RootElement.Clone());
            }
            catch (JsonException)
            {
                // The field says where it is no JSON.
                _mistake = "";
            }
        }
    }

    private async Task ChooseAsync(string value)
    {
        await SetText(value);
        State.Seal();
    }

    private async Task ToggleFormula()
    {
        _formula = !IsFormula;
        await Send(default);
    }

    private void Declare()
    {
        State.Seal();
        State.Do(new SetVariable(Plain, new VariableDefinition("any")));
    }

    private string Bound(double? limit) => limit?.ToString("#,0.##", T.Culture()) ?? "";
}
