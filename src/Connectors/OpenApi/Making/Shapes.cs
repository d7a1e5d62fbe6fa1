using Connectors.OpenApi.Reading;
using FlowEngine.Nodes;

namespace Connectors.OpenApi.Making;

/// <summary>Makes shapes of schemas for completion: as deep as people write, and each shared schema once.</summary>
internal sealed class Shapes
{
    private const int MaxDepth = 3;
    private const int MaxMembers = 40;
    private const int LongestSketch = 200;

    private readonly Dictionary<(SpecFile File, string Reference, int Depth), ValueShape> _known = [];

    /// <summary>What a value of a schema looks like.</summary>
    /// <param name="schema">The schema; nothing reads as any value.</param>
    public ValueShape Of(SpecNode schema) => Of(schema, 0);

    /// <summary>The same in one line, for help texts: <c>{ id: number, tags: [string] }</c>.</summary>
    public string Sketch(SpecNode schema)
    {
        var text = Sketch(Of(schema), 0);
        return text.Length <= LongestSketch ? text : string.Concat(text.AsSpan(0, LongestSketch), "…");
    }

    private ValueShape Of(SpecNode schema, int depth)
    {
        if (schema.Reference is not { } reference)
        {
            return Make(schema, depth);
        }

        var key = (schema.File, reference, depth);
        if (!_known.TryGetValue(key, out var shape))
        {
            shape = Make(schema.Follow(), depth);
            _known[key] = shape;
        }

        return shape;
    }

    private ValueShape Make(SpecNode schema, int depth)
    {
        var type = Schemas.TypeOf(schema) switch
        {
            "integer" => "number",
            "file" => "string",
            var other => other,
        };
        var summary = depth < 2 && PlainText.Of(schema.Text("description"), 80) is { Length: > 0 } text ? text : null;
        if (type == "array")
        {
            return new ValueShape(type, summary, Items: depth < MaxDepth ? Of(Schemas.Core(schema).Raw("items"), depth + 1) : null);
        }

        if (type is not ("object" or "any") || depth >= MaxDepth || Schemas.PropertiesOf(schema, forRequest: false) is not { } properties)
        {
            return summary is null && type == "any" ? ValueShape.Any : new ValueShape(type, summary);
        }

        var members = new Dictionary<string, ValueShape>(StringComparer.Ordinal);
        foreach (var property in properties.Take(MaxMembers))
        {
            members[property.Name] = Of(property.Schema, depth + 1);
        }

        return new ValueShape("object", summary, members);
    }

    private static string Sketch(ValueShape shape, int depth) =>
        shape switch
        {
            { Members: { Count: > 0 } members } when depth < 2 =>
                $"{{ {string.Join(", ", members.Take(12).Select(m => $"{m.Key}: {Sketch(m.Value, depth + 1)}"))}{(members.Count > 12 ? ", …" : "")} }}",
            { Type: "array", Items: { } items } => $"[{Sketch(items, depth + 1)}]",
            _ => shape.Type,
        };
}
