using System.Text.Json;
using FlowDesigner.Web.Editor.Inspector;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>What the test remembers; each value can be changed while the bot waits.</summary>
public sealed partial class ValuesPanel : ComponentBase
{
    private const int Longest = 120;

    private ElementReference _field;
    private string? _edited;
    private string _text = "";
    private bool _refused;
    private bool _focus;

    /// <summary>The values.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TestValue> Values { get; set; } = [];

    /// <summary>False while the bot is at work.</summary>
    [Parameter, EditorRequired]
    public bool CanChange { get; set; }

    /// <summary>Changes a variable to what was typed; false when that is not of its type.</summary>
    [Parameter, EditorRequired]
    public Func<string, string, Task<bool>> Change { get; set; } = null!; // required by the compiler of Razor

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            _focus = false;
            await _field.FocusAsync();
        }
    }

    private string TextOf(TestValue value) =>
        value.Value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => T["not set"],
            JsonValueKind.String => $"\"{ShortValue.Of(value.Value, Longest)}\"",
            _ => ShortValue.Of(value.Value, Longest),
        };

    private void Edit(TestValue value)
    {
        (_edited, _text, _refused, _focus) = (value.Name, TypedValue.TextOf(value.Value), false, true);
    }

    private async Task KeepAsync()
    {
        if (_edited is { } name)
        {
            _refused = !await Change(name, _text);
            _edited = _refused ? name : null;
        }
    }

    private void OnKey(KeyboardEventArgs e) => _edited = e.Key == "Escape" ? null : _edited;
}
