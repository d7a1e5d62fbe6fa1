using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Members of a JSON object that need not be one.</summary>
internal static class JsonMembers
{
    /// <summary>A member; undefined when there is none.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="name">Name of the member.</param>
    /// <returns>Its value.</returns>
    public static JsonElement Member(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text among the members; empty when there is none.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="name">Name of the member.</param>
    /// <returns>The text.</returns>
    public static string Text(this JsonElement owner, string name) =>
        owner.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : "";

    /// <summary>A copy with other members.</summary>
    /// <param name="owner">The object; anything else is one without members.</param>
    /// <param name="changes">What changes; undefined removes.</param>
    /// <returns>The new object.</returns>
    public static JsonObject With(this JsonElement owner, IReadOnlyDictionary<string, JsonElement> changes)
    {
        var changed = owner.ValueKind == JsonValueKind.Object ? JsonSerializer.SerializeToNode(owner)!.AsObject() : []; // it is an object
        foreach (var (name, value) in changes)
        {
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = JsonSerializer.SerializeToNode(value);
            }
        }

        return changed;
    }
}
