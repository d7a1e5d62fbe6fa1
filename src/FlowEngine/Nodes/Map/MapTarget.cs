using System.Text.Json;
using FlowEngine.Nodes.Items;

namespace FlowEngine.Nodes.Map;

/// <summary>An object of the result: its members are fields, or objects of their own.</summary>
internal sealed class MapTarget
{
    private readonly OrderedDictionary<string, (int Field, MapTarget? Inner)> _members = new(StringComparer.Ordinal);

    /// <summary>Index of a field that stands where another one does, or inside of it; -1 when there is none.</summary>
    public int Conflict { get; private set; } = -1;

    public static MapTarget Of(IReadOnlyList<MapField> fields)
    {
        var root = new MapTarget();
        for (var i = 0; i < fields.Count; i++)
        {
            root.Conflict = root.TryAdd(fields[i].To.Split('.'), i) || root.Conflict >= 0 ? root.Conflict : i;
        }

        return root;
    }

    /// <summary>Writes the object; members without a value are left out, and inner objects without any.</summary>
    public void Write(JsonOutput output, JsonElement[] values)
    {
        output.Writer.WriteStartObject();
        foreach (var (name, (field, inner)) in _members)
        {
            if (inner is null)
            {
                output.Write(name, values[field]);
            }
            else if (inner.HasValue(values))
            {
                output.Writer.WritePropertyName(name);
                inner.Write(output, values);
            }
        }

        output.Writer.WriteEndObject();
    }

    private bool HasValue(JsonElement[] values) =>
        _members.Values.Any(m => m.Inner?.HasValue(values) ?? values[m.Field].ValueKind != JsonValueKind.Undefined);

    private bool TryAdd(ReadOnlySpan<string> path, int field)
    {
        var isKnown = _members.TryGetValue(path[0], out var known);
        if (path.Length == 1)
        {
            return !isKnown && _members.TryAdd(path[0], (field, null));
        }

        if (isKnown)
        {
            return known.Inner is { } there && there.TryAdd(path[1..], field);
        }

        var inner = new MapTarget();
        _members.Add(path[0], (-1, inner));
        return inner.TryAdd(path[1..], field);
    }
}
