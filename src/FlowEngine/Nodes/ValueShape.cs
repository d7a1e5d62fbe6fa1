using System.Text.Json;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Nodes;

/// <summary>What a value looks like, as far as it is known: what completion offers and hints say. Immutable.</summary>
/// <param name="Type">One of <c>string</c>, <c>number</c>, <c>boolean</c>, <c>object</c>, <c>array</c>, <c>any</c>.</param>
/// <param name="Summary">What it is, for people; null when nobody said.</param>
/// <param name="Members">Known members of an object, in order; null when none are known.</param>
/// <param name="Items">What the items of a list look like; null when that is not known.</param>
public sealed record ValueShape(
    string Type,
    string? Summary = null,
    IReadOnlyDictionary<string, ValueShape>? Members = null,
    ValueShape? Items = null
)
{
    private const int MaxDepth = 12;

    /// <summary>A value of which nothing is known.</summary>
    public static ValueShape Any { get; } = new("any");

    /// <summary>An object with known members.</summary>
    /// <param name="members">The members.</param>
    /// <returns>The shape.</returns>
    public static ValueShape Object(IReadOnlyDictionary<string, ValueShape> members) => new("object", Members: members);

    /// <summary>Reads a shape from a sketch: <c>{ id: number, tags: [string], rest: any }</c>.</summary>
    /// <param name="sketch">Names with types; brackets for lists.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentException">The sketch cannot be read.</exception>
    public static ValueShape Sketch(string sketch)
    {
        try
        {
            return FromNode(ScriptParser.ParseExpression(new SourceText($"({sketch})")));
        }
        catch (Expressions.Syntax.ScriptSyntaxException e)
        {
            throw new ArgumentException(e.Problem.Message, nameof(sketch), e);
        }
    }

    /// <summary>Reads a shape from a JSON Schema: <c>type</c>, <c>description</c>, <c>properties</c> and <c>items</c>.</summary>
    /// <param name="schema">The schema; what is not understood is <c>any</c>.</param>
    /// <returns>The shape.</returns>
    public static ValueShape FromSchema(JsonElement schema) => FromSchema(schema, 0);

    /// <summary>What both this and another value have, for a value that may be either.</summary>
    /// <param name="other">The other.</param>
    /// <returns>A shape with the members of both.</returns>
    public ValueShape Or(ValueShape other)
    {
        if (Type != other.Type)
        {
            return Type == "any" ? other : this;
        }

        if (Members is null || other.Members is null)
        {
            return Members is null && Items is null ? other : this;
        }

        var members = new Dictionary<string, ValueShape>(Members, StringComparer.Ordinal);
        foreach (var (name, shape) in other.Members)
        {
            members[name] = members.TryGetValue(name, out var known) ? known.Or(shape) : shape;
        }

        return this with { Members = members };
    }

    private static ValueShape FromNode(ScriptNode node) =>
        node switch
        {
            NameNode { Name: "string" or "number" or "boolean" or "object" or "array" or "any" } name => new ValueShape(name.Name),
            ArrayNode { Elements: [{ } item] } => new ValueShape("array", Items: FromNode(item)),
            ObjectNode literal => Object(
                literal
                    .Members.OfType<PropertyNode>()
                    .Where(p => p.Key.Name is not null)
                    .ToDictionary(p => p.Key.Name!, p => FromNode(p.Value), StringComparer.Ordinal) // Filtered above.
            ),
            _ => throw new ArgumentException("A sketch holds names with types, such as { id: number, tags: [string] }.", nameof(node)),
        };

    private static ValueShape FromSchema(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            return Any;
        }

        var type = TextOf(schema, "type") switch
        {
            "integer" => "number",
            "string" or "number" or "boolean" or "object" or "array" => TextOf(schema, "type")!, // Just matched.
            _ => schema.TryGetProperty("properties", out _) ? "object" : "any",
        };
        Dictionary<string, ValueShape>? members = null;
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            members = new Dictionary<string, ValueShape>(StringComparer.Ordinal);
            foreach (var property in properties.EnumerateObject())
            {
                members[property.Name] = FromSchema(property.Value, depth + 1);
            }
        }

        var items = schema.TryGetProperty("items", out var item) ? FromSchema(item, depth + 1) : null;
        return new ValueShape(type, TextOf(schema, "description"), members, items);
    }

    private static string? TextOf(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
