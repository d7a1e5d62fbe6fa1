using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Values by name; a value is text, a number, yes or no, or a formula after <c>=</c>.</summary>
public sealed partial class MapEditor : ComponentBase
{
    private readonly List<Entry> _entries = [];
    private string _written = "";

    /// <summary>Id of the group.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Name of the group.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The node in whose settings it stands.</summary>
    [Parameter, EditorRequired]
    public string NodeId { get; set; } = "";

    /// <summary>JSON object; undefined for none.</summary>
    [Parameter, EditorRequired]
    public JsonElement Value { get; set; }

    /// <summary>True when nothing may be changed.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Raised with the new object; undefined when it is empty.</summary>
    [Parameter, EditorRequired]
    public EventCallback<JsonElement> ValueChanged { get; set; }

    /// <summary>Raised when a field is left.</summary>
    [Parameter]
    public EventCallback Done { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A line without a name is not in the document yet: it must survive what we ourselves have just written.
        var text = Value.ValueKind == JsonValueKind.Object ? Value.GetRawText() : "";
        if (text == _written)
        {
            return;
        }

        _written = text;
        _entries.Clear();
        if (Value.ValueKind == JsonValueKind.Object)
        {
            _entries.AddRange(Value.EnumerateObject().Select(p => new Entry { Name = p.Name, Text = TypedValue.TextOf(p.Value) }));
        }
    }

    private void Add() => _entries.Add(new Entry());

    private Task Remove(Entry entry)
    {
        _entries.Remove(entry);
        return Send();
    }

    private Task SetName(Entry entry, string? text)
    {
        entry.Name = (text ?? "").Trim();
        return Send();
    }

    private Task SetValue(Entry entry, string? text)
    {
        entry.Text = text ?? "";
        return Send();
    }

    private async Task Send()
    {
        var values = new JsonObject();
        foreach (var entry in _entries.Where(e => e.Name.Length > 0))
        {
            values[entry.Name] = TypedValue.Parse(entry.Text);
        }

        var value = values.Count == 0 ? default : JsonSerializer.SerializeToElement(values);
        _written = value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText();
        await ValueChanged.InvokeAsync(value);
    }

    private sealed class Entry
    {
        public string Name { get; set; } = "";

        public string Text { get; set; } = "";
    }
}
