using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Nodes;
using static FlowEngine.Definition.SchemaParts;

namespace FlowEngine.Definition;

/// <summary>JSON Schema of one setting.</summary>
internal static class FieldSchema
{
    /// <summary>Makes the schema.</summary>
    /// <param name="field">The setting.</param>
    /// <param name="items">Makes the schema of the items of a list.</param>
    public static JsonObject Of(FieldDefinition field, Func<IReadOnlyList<FieldDefinition>, JsonObject> items)
    {
        var literal = Literal(field, items);
        var takesExpression = field.Expression || field.Kind == FieldKind.Condition;
        // Any text is an expression or a text already, and a setting without a type takes everything.
        var isOpen = literal.Count == 0 || (literal.TryGetPropertyValue("type", out var type) && type?.GetValue<string>() == "string");
        var schema = takesExpression && !isOpen ? new JsonObject { ["anyOf"] = new JsonArray(literal, Ref(Expression)) } : literal;
        schema.Insert(0, "title", field.Label);
        schema.Insert(1, "description", field.Help);
        schema.Insert(2, "markdownDescription", Markdown(field, takesExpression));
        if (field.Default.ValueKind != JsonValueKind.Undefined)
        {
            schema["default"] = JsonNode.Parse(field.Default.GetRawText());
        }

        return schema;
    }

    private static string Markdown(FieldDefinition field, bool takesExpression)
    {
        var takes = (takesExpression, field.Template) switch
        {
            (true, true) => "\n\nTakes text with `{{ expression }}`, or one `=expression`.",
            (true, false) => "\n\nTakes an `=expression` too.",
            (false, true) => "\n\nTakes text with `{{ expression }}`.",
            _ => "",
        };
        return $"**{field.Label}**: {field.Help}{takes}";
    }

    private static JsonObject Literal(FieldDefinition field, Func<IReadOnlyList<FieldDefinition>, JsonObject> items)
    {
        switch (field.Kind)
        {
            case FieldKind.Number:
                var number = new JsonObject { ["type"] = "number" };
                if (field.Minimum is { } minimum)
                {
                    number["minimum"] = minimum;
                }

                if (field.Maximum is { } maximum)
                {
                    number["maximum"] = maximum;
                }

                return number;
            case FieldKind.Boolean or FieldKind.Condition:
                return new() { ["type"] = "boolean" };
            case FieldKind.Choice when field.Options is { Count: > 0 } options:
                var choice = Words(options.Select(o => o.Value));
                choice["enumDescriptions"] = new JsonArray([.. options.Select(o => JsonValue.Create(o.Label))]);
                return choice;
            case FieldKind.Json or FieldKind.Value:
                return [];
            case FieldKind.List:
                return List(items(field.Fields ?? []));
            case FieldKind.TextList:
                return List(new() { ["type"] = "string" });
            case FieldKind.Map:
                return new() { ["type"] = "object" };
            case FieldKind.Node or FieldKind.Variable or FieldKind.Intent or FieldKind.Entity or FieldKind.Flow or FieldKind.Connection when !field.Expression:
                return new() { ["type"] = "string", ["pattern"] = PatternOf(field.Kind) };
            default:
                return new() { ["type"] = "string" };
        }
    }

    private static string PatternOf(FieldKind kind) =>
        Definitions()[kind switch { FieldKind.Flow => Slug, FieldKind.Connection => Label, _ => Name }]!["pattern"]!.GetValue<string>(); // made above
}
