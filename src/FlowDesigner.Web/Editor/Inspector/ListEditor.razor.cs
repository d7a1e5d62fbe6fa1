using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>A list of objects, such as the ways of a branch.</summary>
public sealed partial class ListEditor : EditorPiece
{
    /// <summary>Id of the list.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The list with the fields of its entries.</summary>
    [Parameter, EditorRequired]
    public FieldDefinition Field { get; set; } = null!; // required

    /// <summary>JSON array; undefined for none.</summary>
    [Parameter, EditorRequired]
    public JsonElement Value { get; set; }

    /// <summary>Pointer inside the node's settings.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>Word between the entries, such as "and", when they are read as one sentence; null for a plain list.</summary>
    [Parameter]
    public string? Joint { get; set; }

    /// <summary>Settings of an entry where they depend on what it holds; null when all have the same.</summary>
    [Parameter]
    public Func<JsonElement, IReadOnlyList<FieldDefinition>>? FieldsOf { get; set; }

    /// <summary>Raised with the new array; undefined when it is empty.</summary>
    [Parameter, EditorRequired]
    public EventCallback<JsonElement> ValueChanged { get; set; }

    private readonly HashSet<int> _open = [];

    private IReadOnlyList<FieldDefinition> Fields => Field.Fields ?? [];

    private bool HasMore => Fields.Any(f => f.Advanced);

    /// <summary>Entries of one-line settings stand in rows, such as value, operator, value.</summary>
    private bool IsRow =>
        Fields.Count > 1 && Fields.All(f => f.Kind is FieldKind.Value or FieldKind.Choice or FieldKind.Text or FieldKind.Number or FieldKind.Boolean or FieldKind.Variable);

    private List<JsonElement> Items => Value.ValueKind == JsonValueKind.Array ? [.. Value.EnumerateArray()] : [];

    private Task Add() => Send(items => items.Add(new JsonObject()));

    private Task Remove(int index) => Send(items => items.RemoveAt(index));

    private Task Move(int from, int to) =>
        Send(items =>
        {
            var item = items[from];
            items.RemoveAt(from);
            items.Insert(to, item);
        });

    private Task Set(int index, IReadOnlyDictionary<string, JsonElement> changes) =>
        Send(items => items[index] = Items[index].With(changes), seal: false);

    private async Task Send(Action<JsonArray> change, bool seal = true)
    {
        var items = new JsonArray([.. Items.Select(i => JsonSerializer.SerializeToNode(i))]);
        change(items);
        if (seal)
        {
            State.Seal();
        }

        await ValueChanged.InvokeAsync(items.Count == 0 ? default : JsonSerializer.SerializeToElement(items));
    }
}
