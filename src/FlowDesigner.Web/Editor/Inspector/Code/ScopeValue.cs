using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>A value that can be had at a node, for the picker.</summary>
/// <param name="Path">How formulas write it, such as <c>vars.order.total</c>.</param>
/// <param name="Type">Type in the language of formulas.</param>
/// <param name="Summary">What it is; empty when nobody said.</param>
/// <param name="Sample">A value it may have, shortened; empty for none.</param>
internal sealed record ScopeValue(string Path, string Type, string Summary, string Sample)
{
    private const int Deepest = 4;
    private const int Most = 300;
    private const int LongestSample = 40;

    /// <summary>The first name: <c>vars</c>, <c>nodes</c>, <c>input</c> …</summary>
    public string Root => Path.Split('.', 2)[0];

    /// <summary>Lists what is in scope, the values inside of records too.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="sample">Values for it.</param>
    /// <returns>Values in the order of the scope, at most 300.</returns>
    public static IReadOnlyList<ScopeValue> Of(IReadOnlyDictionary<string, ValueShape> scope, JsonElement sample) =>
        [.. scope.SelectMany(r => Inside(r.Key, r.Value, MemberOf(sample, r.Key), 0)).Take(Most)];

    private static IEnumerable<ScopeValue> Inside(string path, ValueShape shape, JsonElement sample, int depth)
    {
        var members = shape.Members ?? new Dictionary<string, ValueShape>();
        // A root that only holds others, such as vars, is no value of its own.
        if (depth > 0 || members.Count == 0)
        {
            yield return new ScopeValue(path, shape.Type, shape.Summary ?? "", Short(sample));
        }

        foreach (var (name, member) in depth < Deepest ? members : new Dictionary<string, ValueShape>())
        {
            foreach (var value in Inside($"{path}.{name}", member, MemberOf(sample, name), depth + 1))
            {
                yield return value;
            }
        }
    }

    private static JsonElement MemberOf(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;

    private static string Short(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array => "",
            JsonValueKind.String => value.GetString() ?? "",
            _ => value.GetRawText(),
        };
        return text.Length <= LongestSample ? text : $"{text[..(LongestSample - 1)]}…";
    }
}
