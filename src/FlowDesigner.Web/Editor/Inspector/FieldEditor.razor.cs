using System.Globalization;
using System.Text.Json;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Problems;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>One setting: label, the editor that fits its kind, help and problems.</summary>
public sealed partial class FieldEditor : EditorPart
{
    private string? _mistake;
    private string? _typed;
    private bool _formula;

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

    [CascadingParameter]
    private BotNames Names { get; set; } = null!; // given by the page

    private string Id => $"setting-{Path.Replace('/', '-')}";

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

    private string JsonText =>
        Shown.ValueKind switch
        {
            JsonValueKind.Undefined => "",
            JsonValueKind.String when Plain.StartsWith('=') => Plain,
            _ => JsonSerializer.Serialize(Shown, Indented),
        };

    private string Placeholder =>
        Field.Default.ValueKind is JsonValueKind.Number ? Field.Default.GetRawText() : Field.Expression && !Field.Template ? "A value, or = and a formula" : "";

    private List<PlacedProblem> Problems =>
        [.. State.Problems.Where(p => p.NodeId is not null && p.NodeId == State.Selected && (p.Path == Path || (IsLeaf && p.Path.StartsWith($"{Path}/", StringComparison.Ordinal))))];

    private bool IsLeaf => Field.Kind != FieldKind.List;

    private string Bad => Problems.Exists(p => p.IsError) || _mistake is not null ? "bad" : "";

    private string Invalid => Bad.Length > 0 ? "true" : "false";

    private bool CanDeclare =>
        !State.ReadOnly && Identifiers.IsName(Plain) && !State.Flow.Variables.ContainsKey(Plain) && !State.Bot.Variables.ContainsKey(Plain);

    private IEnumerable<FieldOption> Known =>
        Field.Kind switch
        {
            FieldKind.Intent => State.Bot.Intents.Keys.Select(id => new FieldOption(id, id)),
            FieldKind.Entity => [.. BotNames.BuiltInEntities, .. State.Bot.Entities.Keys.Select(id => new FieldOption(id, id))],
            FieldKind.Flow => Names.Flows,
            FieldKind.Node => State.Named((id, node) => id != State.Selected && State.DefinitionOf(node) is not { IsTrigger: true }).Select(n => new FieldOption(n.Id, n.Title)),
            FieldKind.Connection => Names.ConnectionsFor(Connector, State.Bot),
            _ => Field.Options ?? [],
        };

    private IReadOnlyList<FieldOption> Options
    {
        get
        {
            var all = Known.ToList();
            if (Plain.Length > 0 && !all.Exists(o => o.Value == Plain))
            {
                all.Add(new FieldOption(Plain, $"{Plain} (does not exist)"));
            }

            return Field.Kind == FieldKind.Choice && Field.Default.ValueKind != JsonValueKind.Undefined
                ? all
                : [new FieldOption("", Field.Required ? "Choose …" : "None"), .. all];
        }
    }

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    // The help stands below anyway.
    private string WithoutHelp(PlacedProblem problem) =>
        problem.Problem.Message is var message && Field.Help.Length > 0 && message.Length > Field.Help.Length && message.EndsWith(Field.Help, StringComparison.Ordinal)
            ? message[..^Field.Help.Length].TrimEnd()
            : message;

    private static string TextOf(ChangeEventArgs e) => e.Value as string ?? "";

    private static int Rows(string text) => Math.Clamp(text.Split('\n').Sum(line => 1 + (line.Length / 38)), 1, 10);

    private Task Send(JsonElement value) => ValueChanged.InvokeAsync(value);

    private Task Set<T>(T value) => Send(JsonSerializer.SerializeToElement(value));

    private Task SetText(string? text) => string.IsNullOrEmpty(text) ? Send(default) : Set(text);

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
        else if (decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            if (Bounded && ((double)number < Field.Minimum || (double)number > Field.Maximum))
            {
                _mistake = FormattableString.Invariant($"Give a number from {Field.Minimum:#,0.##} to {Field.Maximum:#,0.##}.");
                return;
            }

            await Set(number);
        }
        else
        {
            _mistake = $"“{text}” is not a number.";
        }
    }

    // What is typed stays in the field as it is: "[1" is on the way to a list.
    private Task SetValue(string? typed)
    {
        var text = _typed = typed ?? "";
        return text.Length == 0 ? Send(default) : Send(JsonSerializer.SerializeToElement(TypedValue.Parse(text)));
    }

    private void EndValue()
    {
        _typed = null;
        State.Seal();
    }

    private void EndNumber()
    {
        _typed = _mistake is null ? null : _typed;
        State.Seal();
    }

    private Task SetLines(string? text)
    {
        var lines = (text ?? "").Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        return lines.TrueForAll(l => l.Length == 0) ? Send(default) : Set(lines);
    }

    private async Task SetJson(string text)
    {
        _mistake = null;
        if (text.Trim().Length == 0)
        {
            await Send(default);
            return;
        }

        if (Field.Expression && text.StartsWith('='))
        {
            await Set(text);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            await Send(document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            _mistake = $"This is not JSON: line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}.";
        }

        State.Seal();
    }

    private async Task Choose(string value)
    {
        if (Field.Kind == FieldKind.Connection && value.Length > 0 && !State.Bot.Connections.ContainsKey(value))
        {
            await Names.UseConnectionAsync(value);
        }

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
}
