using System.Text.Json;

namespace Connectors.OpenApi.Reading;

/// <summary>Reads schemas leniently: JSON Schema as 2.0, 3.0 and 3.1 have it. Recursion is bounded everywhere.</summary>
internal static class Schemas
{
    private const int MaxDepth = 12;

    /// <summary>Most properties that are read of one object.</summary>
    private const int MaxProperties = 1_000;

    /// <summary>Most schemas that are looked at for one question: alternatives of alternatives multiply.</summary>
    private const int MaxVisits = 500;

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "file"];

    /// <summary>The schema behind wrappers that add nothing: one <c>allOf</c>, an alternative with null.</summary>
    public static SpecNode Core(SpecNode schema)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            schema = schema.Follow();
            if (!schema.IsObject || schema.Raw("properties").Exists || schema.Raw("enum").Exists || schema.Raw("items").Exists)
            {
                return schema;
            }

            var all = schema.Raw("allOf");
            if (all.IsList && all.Element.GetArrayLength() == 1)
            {
                schema = all.Items.First();
            }
            else if (!all.Exists && HasFewAlternatives(schema) && Alternatives(schema) is [var only])
            {
                schema = only;
            }
            else
            {
                return schema;
            }
        }

        return schema;
    }

    /// <summary>One of <c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>, <c>object</c>, <c>array</c>, <c>file</c> or <c>any</c>.</summary>
    public static string TypeOf(SpecNode schema) =>
        schema.Reference is { } reference ? schema.File.TypeOf(reference, () => ReadType(schema)) : ReadType(schema);

    private static string ReadType(SpecNode schema)
    {
        var visits = 0;
        return TypeOf(Core(schema), 0, ref visits);
    }

    /// <summary>Format such as <c>date-time</c>; empty when none is said.</summary>
    public static string FormatOf(SpecNode schema) => Core(schema).Text("format") ?? "";

    /// <summary>True for the content of a file.</summary>
    public static bool IsFile(SpecNode schema) =>
        TypeOf(schema) == "file" || FormatOf(schema) == "binary" || Core(schema).Text("contentMediaType") == "application/octet-stream";

    /// <summary>Allowed values as text; empty when any value is.</summary>
    public static IReadOnlyList<string> ChoicesOf(SpecNode schema)
    {
        var core = Core(schema);
        if (core.Text("const") is { } constant)
        {
            return [constant];
        }

        var values = Scalars(core.Raw("enum"));
        if (values.Count > 0)
        {
            return values;
        }

        // 3.1 writes choices with a sentence each as alternatives of constants.
        var alternatives = Alternatives(core);
        return alternatives.Count > 1 && alternatives.TrueForAll(a => a.Text("const") is not null)
            ? [.. alternatives.Select(a => a.Text("const")!).Distinct(StringComparer.Ordinal)] // Just tested.
            : [];
    }

    /// <summary>True when there is one alternative, perhaps with null beside it.</summary>
    private static bool HasFewAlternatives(SpecNode schema)
    {
        var list = schema.Raw("oneOf") is { IsList: true } one ? one : schema.Raw("anyOf");
        return list.IsList && list.Element.GetArrayLength() is 1 or 2;
    }

    /// <summary>Alternatives of <c>oneOf</c> and <c>anyOf</c>, without null.</summary>
    public static List<SpecNode> Alternatives(SpecNode schema)
    {
        var list = schema.Raw("oneOf") is { IsList: true } one ? one : schema.Raw("anyOf");
        return [.. list.Items.Where(i => i.IsObject && i.Text("type") != "null").Take(MaxProperties)];
    }

    /// <summary>
    /// Properties of an object: its own, those of <c>allOf</c>, and, as optional ones, those of its alternatives.
    /// </summary>
    /// <param name="schema">The schema.</param>
    /// <param name="forRequest">True to leave out what is read-only.</param>
    /// <returns>The properties in order; null when the schema is no object with known properties.</returns>
    public static IReadOnlyList<ApiProperty>? PropertiesOf(SpecNode schema, bool forRequest) =>
        // Thousands of operations share the same few schemas.
        schema.Reference is { } reference
            ? schema.File.PropertiesOf(reference, forRequest, () => ReadProperties(schema, forRequest))
            : ReadProperties(schema, forRequest);

    private static List<ApiProperty>? ReadProperties(SpecNode schema, bool forRequest)
    {
        var properties = new OrderedDictionary<string, ApiProperty>(StringComparer.Ordinal);
        var visits = 0;
        Collect(schema, properties, optional: false, 0, forRequest, ref visits);
        return properties.Count == 0 ? null : [.. properties.Values];
    }

    private static void Collect(
        SpecNode schema,
        OrderedDictionary<string, ApiProperty> found,
        bool optional,
        int depth,
        bool forRequest,
        ref int visits
    )
    {
        var core = Core(schema);
        if (!core.IsObject || depth > MaxDepth || found.Count >= MaxProperties || ++visits > MaxVisits)
        {
            return;
        }

        foreach (var (name, value) in core["properties"].Members.Take(MaxProperties))
        {
            if (forRequest && value.Follow().Truth("readOnly") == true)
            {
                continue;
            }

            found[name] = new ApiProperty(name, value, false);
        }

        foreach (var part in core.Raw("allOf").Items.Take(MaxProperties))
        {
            Collect(part, found, optional, depth + 1, forRequest, ref visits);
        }

        foreach (var alternative in Alternatives(core))
        {
            Collect(alternative, found, optional: true, depth + 1, forRequest, ref visits);
        }

        if (optional)
        {
            return;
        }

        foreach (var name in Scalars(core.Raw("required")))
        {
            if (found.TryGetValue(name, out var property))
            {
                found[name] = property with { IsRequired = true };
            }
        }
    }

    private static string TypeOf(SpecNode core, int depth, ref int visits)
    {
        var stated = core.Text("type") ?? core.Raw("type").Items.Select(t => t.AsText).FirstOrDefault(t => t is not null and not "null");
        if (stated is not null && Types.Contains(stated))
        {
            return stated;
        }

        if (core.Raw("properties").IsObject || core.Raw("additionalProperties").IsObject)
        {
            return "object";
        }

        if (core.Raw("items").Exists)
        {
            return "array";
        }

        if (core.Raw("enum") is { IsList: true } values && values.Element.GetArrayLength() > 0)
        {
            return values.Element[0].ValueKind switch
            {
                JsonValueKind.Number => "number",
                JsonValueKind.True or JsonValueKind.False => "boolean",
                JsonValueKind.String => "string",
                _ => "any",
            };
        }

        return depth > MaxDepth ? "any" : SharedType(core, depth, ref visits);
    }

    /// <summary>The type that the parts or the alternatives agree on.</summary>
    private static string SharedType(SpecNode core, int depth, ref int visits)
    {
        string? shared = null;
        var isAll = core.Raw("allOf").IsList;
        foreach (var part in isAll ? core.Raw("allOf").Items : Alternatives(core))
        {
            var type = ++visits > MaxVisits ? "any" : TypeOf(Core(part), depth + 1, ref visits);
            if (isAll && type == "any")
            {
                continue;
            }

            if (shared is not null && shared != type)
            {
                return "any";
            }

            shared = type;
        }

        return shared ?? "any";
    }

    private static List<string> Scalars(SpecNode list) =>
        list.IsList
            ? [.. list.Element.EnumerateArray().Select(e => new SpecNode(e, list.File).AsText).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxProperties)]
            : [];
}
