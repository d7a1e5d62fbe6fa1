using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>What the test remembers; each value can be changed while the bot waits.</summary>
public sealed partial class ValuesPanel : ComponentBase
{
    private const int Longest = 120;

    private string? _edited;

    /// <summary>The values.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TestValue> Values { get; set; } = [];

    /// <summary>False while the bot is at work.</summary>
    [Parameter, EditorRequired]
    public bool CanChange { get; set; }

    /// <summary>Changes a variable to what was typed; false when that is not of its type.</summary>
    [Parameter, EditorRequired]
    public Func<string, string, Task<bool>> Change { get; set; } = null!; // required by the compiler of Razor

    private string TextOf(TestValue value) =>
        value.Value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => T["not set"],
            JsonValueKind.String => $"\"{ShortValue.Of(value.Value, Longest)}\"",
            _ => ShortValue.Of(value.Value, Longest),
        };
}
