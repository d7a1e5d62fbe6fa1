using System.Globalization;
using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;

namespace FlowEngine.Validation;

/// <summary>Checks the settings of a node against the fields of its definition.</summary>
internal sealed class FieldRules(
    FlowScope scope,
    IExpressionEngine engine,
    ExpressionRules expressions,
    ReferenceRules references,
    ProblemList problems
)
{
    public void Check(GraphNode node)
    {
        if (node.Type is not { } type || node.Node.Config.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var pointer = $"{node.Pointer}/config";
        CheckObject(node.Node.Config, type.Definition.Fields, pointer, type.Definition.Title, type.Definition);

        // What compiling finds beyond that: templates, and what the type's own validator says of literal settings.
        foreach (var found in type.Check(node.Node.Config, engine).Select(p => p.Under(pointer)))
        {
            if (!problems.HasAt(found.Pointer))
            {
                problems.Add(found);
            }
        }
    }

    private void CheckObject(
        JsonElement config,
        IReadOnlyList<FieldDefinition> fields,
        string pointer,
        string owner,
        NodeDefinition definition
    )
    {
        foreach (var member in config.EnumerateObject())
        {
            if (fields.All(f => f.Name != member.Name))
            {
                var known = fields.Select(f => f.Name);
                problems.Error(
                    "config.unknown",
                    JsonPointer.Append(pointer, member.Name),
                    $"{owner} has no setting \"{member.Name}\". Remove it.{Spelling.Suggest(member.Name, known)}"
                );
            }
        }

        foreach (var field in fields)
        {
            var at = JsonPointer.Append(pointer, field.Name);
            var written = config.TryGetProperty(field.Name, out var value) && value.ValueKind != JsonValueKind.Null;
            if (field.Required && (!written || IsBlank(value)))
            {
                problems.Error("config.required", at, $"\"{field.Label}\" is missing. {field.Help}");
            }
            else if (written)
            {
                CheckValue(value, field, at, definition);
            }
        }
    }

    private void CheckValue(JsonElement value, FieldDefinition field, string pointer, NodeDefinition definition)
    {
        if (value.ValueKind == JsonValueKind.String && expressions.Takes(field, value.GetString()!, pointer)) // a string token has one
        {
            return;
        }

        switch (field.Kind)
        {
            case FieldKind.Number:
                CheckNumber(value, field, pointer);
                break;
            case FieldKind.Boolean:
                Expect(value.ValueKind is JsonValueKind.True or JsonValueKind.False, value, field, pointer, "true or false");
                break;
            case FieldKind.Condition:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    problems.Error(
                        "config.condition",
                        pointer,
                        $"\"{field.Label}\" is a condition: start it with =, for example =vars.total > 100."
                    );
                }

                break;
            case FieldKind.List:
                CheckList(value, field, pointer, definition);
                break;
            case FieldKind.TextList:
                if (Expect(value.ValueKind == JsonValueKind.Array, value, field, pointer, "a list of texts"))
                {
                    CheckTexts(value, field, pointer);
                }

                break;
            case FieldKind.Map:
                if (Expect(value.ValueKind == JsonValueKind.Object, value, field, pointer, "an object with values by name"))
                {
                    CheckNested(value, field, pointer);
                }

                break;
            case FieldKind.Json or FieldKind.Value:
                CheckNested(value, field, pointer);
                break;
            case FieldKind.Secret:
                problems.Error("secret.literal", pointer, $"\"{field.Label}\" is a secret. Keep it in a connection, never in a flow.");
                break;
            default:
                if (Expect(value.ValueKind == JsonValueKind.String, value, field, pointer, "a text"))
                {
                    references.Check(value.GetString()!, field, pointer, definition, scope); // a string token has one
                }

                break;
        }
    }

    private void CheckNumber(JsonElement value, FieldDefinition field, string pointer)
    {
        if (!Expect(value.ValueKind == JsonValueKind.Number, value, field, pointer, "a number"))
        {
            return;
        }

        var number = value.GetDouble();
        if (number < field.Minimum || number > field.Maximum)
        {
            problems.Error("config.range", pointer, $"\"{field.Label}\" is out of range. {Range(field)}");
        }
    }

    private static string Range(FieldDefinition field) =>
        (field.Minimum, field.Maximum) switch
        {
            ({ } least, { } greatest) => string.Create(CultureInfo.InvariantCulture, $"Give a number from {least} to {greatest}."),
            ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"Give a number from {least}."),
            (null, var greatest) => string.Create(CultureInfo.InvariantCulture, $"Give a number up to {greatest}."),
        };

    private void CheckList(JsonElement value, FieldDefinition field, string pointer, NodeDefinition definition)
    {
        if (!Expect(value.ValueKind == JsonValueKind.Array, value, field, pointer, "a list"))
        {
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var at = JsonPointer.Append(pointer, index++.ToString(CultureInfo.InvariantCulture));
            if (Expect(item.ValueKind == JsonValueKind.Object, item, field, at, "an object"))
            {
                CheckObject(item, field.Fields ?? [], at, $"\"{field.Label}\"", definition);
            }
        }
    }

    private void CheckTexts(JsonElement value, FieldDefinition field, string pointer)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var at = JsonPointer.Append(pointer, index++.ToString(CultureInfo.InvariantCulture));
            if (Expect(item.ValueKind == JsonValueKind.String, item, field, at, "a text"))
            {
                expressions.Takes(field, item.GetString()!, at); // a string token has one
            }
        }
    }

    /// <summary>Checks the texts inside a value of any shape, however deep they stand.</summary>
    private void CheckNested(JsonElement value, FieldDefinition field, string pointer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                expressions.Takes(field, value.GetString()!, pointer); // a string token has one
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    CheckNested(item, field, JsonPointer.Append(pointer, index++.ToString(CultureInfo.InvariantCulture)));
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    CheckNested(member.Value, field, JsonPointer.Append(pointer, member.Name));
                }

                break;
            default:
                break;
        }
    }

    private bool Expect(bool fits, JsonElement value, FieldDefinition field, string pointer, string wanted)
    {
        if (!fits)
        {
            problems.Error("config.type", pointer, $"\"{field.Label}\" is {ObjectReader.Kind(value)}; give {wanted}.");
        }

        return fits;
    }

    private static bool IsBlank(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString());
}
