using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Definition;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Schemas;

/// <summary>Reads a schema document. A reference is followed inside the document only, and once for each place.</summary>
internal sealed class SchemaReader(JsonElement document)
{
    private const int MaximumNodes = 5_000;
    private const int MaximumDepth = 64;

    private readonly Dictionary<string, SchemaNode> _known = new(StringComparer.Ordinal);
    private readonly List<SchemaProblem> _problems = [];

    public IReadOnlyList<SchemaProblem> Problems => _problems;

    public SchemaNode ReadRoot() => document.ValueKind == JsonValueKind.Undefined ? new SchemaNode() : Read(document, "", 0);

    private SchemaNode Read(JsonElement schema, string pointer, int depth)
    {
        if (_known.TryGetValue(pointer, out var known))
        {
            return known;
        }

        var node = new SchemaNode();
        if (_known.Count >= MaximumNodes || depth > MaximumDepth)
        {
            Report(pointer, $"The schema has more than {MaximumNodes} parts or is nested deeper than {MaximumDepth}. Make it simpler.");
            return node;
        }

        _known.Add(pointer, node);
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                node.RefusesAll = true;
                break;
            case JsonValueKind.Object:
                foreach (var keyword in schema.EnumerateObject())
                {
                    ReadKeyword(node, keyword.Name, keyword.Value, JsonPointer.Append(pointer, keyword.Name), depth + 1);
                }

                break;
            default:
                Report(pointer, "A schema is an object, or true or false.");
                break;
        }

        return node;
    }

    private void ReadKeyword(SchemaNode node, string keyword, JsonElement value, string at, int depth)
    {
        switch (keyword)
        {
            case "type":
                node.Types = ReadTypes(value, at);
                break;
            case "enum":
                node.Options = Expect(value.ValueKind == JsonValueKind.Array, at, "a list of values") ? [.. value.EnumerateArray()] : null;
                break;
            case "const":
                node.Options = [value];
                break;
            case "properties":
                ReadMembers(value, at, depth, (name, schema) => node.Properties[name] = schema);
                break;
            case "patternProperties":
                ReadMembers(
                    value,
                    at,
                    depth,
                    (pattern, schema) =>
                    {
                        if (ReadPattern(pattern, at) is { } regex)
                        {
                            node.Patterns.Add((regex, schema));
                        }
                    }
                );
                break;
            case "additionalProperties":
                node.Additional = Read(value, at, depth);
                break;
            case "required":
                if (Expect(value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsText), at, "a list of names"))
                {
                    node.Required.AddRange(value.EnumerateArray().Select(v => v.GetString()!)); // all are texts
                }

                break;
            case "items" when value.ValueKind == JsonValueKind.Array:
            case "prefixItems":
                ReadList(value, at, depth, node.Prefix);
                break;
            case "items" or "additionalItems":
                node.Items = Read(value, at, depth);
                break;
            case "allOf":
                ReadList(value, at, depth, node.AllOf);
                break;
            case "anyOf":
                ReadList(value, at, depth, node.AnyOf);
                break;
            case "oneOf":
                ReadList(value, at, depth, node.OneOf);
                break;
            case "not":
                node.Not = Read(value, at, depth);
                break;
            case "if":
                node.If = Read(value, at, depth);
                break;
            case "then":
                node.Then = Read(value, at, depth);
                break;
            case "else":
                node.Else = Read(value, at, depth);
                break;
            case "$ref":
                ReadReference(node, value, at, depth);
                break;
            case "uniqueItems":
                node.UniqueItems = Expect(value.ValueKind is JsonValueKind.True or JsonValueKind.False, at, "true or false") && value.GetBoolean();
                break;
            case "pattern":
                node.Pattern = Expect(IsText(value), at, "a text") ? ReadPattern(value.GetString()!, at) : null; // it is a text
                break;
            case "format":
                node.Format = Expect(IsText(value), at, "a text") ? value.GetString() : null;
                break;
            default:
                ReadNumber(node, keyword, value, at);
                break;
        }
    }

    private void ReadNumber(SchemaNode node, string keyword, JsonElement value, string at)
    {
        switch (keyword)
        {
            case "minimum":
                node.Minimum = Number(value, at);
                break;
            case "maximum":
                node.Maximum = Number(value, at);
                break;
            case "exclusiveMinimum":
                node.Above = Number(value, at);
                break;
            case "exclusiveMaximum":
                node.Below = Number(value, at);
                break;
            case "multipleOf":
                node.MultipleOf = Number(value, at) is { } step && Expect(step > 0, at, "a number above 0") ? step : null;
                break;
            case "minLength":
                node.MinLength = Count(value, at);
                break;
            case "maxLength":
                node.MaxLength = Count(value, at);
                break;
            case "minItems":
                node.MinItems = Count(value, at);
                break;
            case "maxItems":
                node.MaxItems = Count(value, at);
                break;
            case "minProperties":
                node.MinProperties = Count(value, at);
                break;
            case "maxProperties":
                node.MaxProperties = Count(value, at);
                break;
            case "definitions" or "$defs":
                // Read where they are referred to, so that what nobody uses is not refused.
                break;
            case "$schema" or "$id" or "$anchor" or "$comment" or "title" or "description" or "default" or "examples" or "deprecated" or "readOnly" or "writeOnly" or "contentMediaType" or "contentEncoding":
                break;
            default:
                if (keyword is "contains" or "minContains" or "maxContains" or "propertyNames" or "dependencies" or "dependentRequired" or "dependentSchemas" or "unevaluatedItems" or "unevaluatedProperties" or "$dynamicRef" or "$recursiveRef")
                {
                    Report(at, $"\"{keyword}\" is not supported. Say it in another way, or check it with a condition.");
                }

                // Other words are notes for people and other programs: JSON Schema asks to ignore them.
                break;
        }
    }

    private void ReadReference(SchemaNode node, JsonElement value, string at, int depth)
    {
        if (!Expect(IsText(value), at, "a text"))
        {
            return;
        }

        var reference = value.GetString()!; // it is a text
        if (reference is not ['#', ..])
        {
            Report(at, $"\"{reference}\" lies outside of this schema and is never fetched. Copy it into $defs and refer to #/$defs/….");
        }
        else if (TryFind(reference[1..], out var target))
        {
            node.AllOf.Add(Read(target, Uri.UnescapeDataString(reference[1..]), depth));
        }
        else
        {
            Report(at, $"There is nothing at \"{reference}\" in this schema.");
        }
    }

    private bool TryFind(string pointer, out JsonElement target)
    {
        target = document;
        if (pointer.Length > 0 && pointer[0] != '/')
        {
            return false;
        }

        foreach (var part in pointer.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var found = target.ValueKind switch
            {
                JsonValueKind.Object => target.TryGetProperty(name, out target),
                JsonValueKind.Array => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < target.GetArrayLength()
                    && (target = target[index]).ValueKind != JsonValueKind.Undefined,
                _ => false,
            };
            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    private List<string>? ReadTypes(JsonElement value, string at)
    {
        var types = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new List<JsonElement> { value };
        return Expect(types.TrueForAll(t => IsText(t) && SchemaCheck.IsType(t.GetString()!)), at, $"one of {string.Join(", ", SchemaCheck.Types)}")
            ? types.ConvertAll(t => t.GetString()!) // all are texts
            : null;
    }

    private void ReadMembers(JsonElement value, string at, int depth, Action<string, SchemaNode> add)
    {
        if (Expect(value.ValueKind == JsonValueKind.Object, at, "an object of schemas"))
        {
            foreach (var member in value.EnumerateObject())
            {
                add(member.Name, Read(member.Value, JsonPointer.Append(at, member.Name), depth));
            }
        }
    }

    private void ReadList(JsonElement value, string at, int depth, List<SchemaNode> schemas)
    {
        if (Expect(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0, at, "a list of schemas"))
        {
            foreach (var item in value.EnumerateArray())
            {
                var index = schemas.Count.ToString(CultureInfo.InvariantCulture);
                schemas.Add(Read(item, JsonPointer.Append(at, index), depth));
            }
        }
    }

    private Regex? ReadPattern(string pattern, string at)
    {
        try
        {
            return PatternMatch.Compile(pattern, ignoreCase: false);
        }
        catch (ArgumentException e)
        {
            Report(at, $"This is no regular expression: {e.Message}");
            return null;
        }
    }

    private double? Number(JsonElement value, string at) =>
        Expect(value.ValueKind == JsonValueKind.Number, at, "a number") ? value.GetDouble() : null;

    private int? Count(JsonElement value, string at)
    {
        var isCount = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0;
        return Expect(isCount, at, "a whole number from 0") ? value.GetInt32() : null;
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private bool Expect(bool fits, string at, string wanted)
    {
        if (!fits)
        {
            Report(at, $"Give {wanted}.");
        }

        return fits;
    }

    private void Report(string pointer, string message) => _problems.Add(new SchemaProblem(pointer, message));
}
