using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Nodes;

namespace FlowEngine.Definition;

/// <summary>JSON Schema of a node of one type.</summary>
internal static class NodeSchema
{
    public static JsonObject Of(NodeDefinition definition)
    {
        var required = new List<string> { "type" };
        if (definition.Version != 1)
        {
            required.Add("version");
        }

        var config = Fields(definition.Fields);
        if (config.ContainsKey("required"))
        {
            required.Add("config");
        }

        var node = FlowSchema.Strict(
            new()
            {
                ["type"] = new JsonObject { ["const"] = definition.Type },
                ["version"] = new JsonObject { ["const"] = definition.Version },
                ["name"] = new JsonObject { ["type"] = "string", ["maxLength"] = 200 },
                ["config"] = config,
                ["links"] = Links(definition),
            },
            [.. required]
        );
        node.Insert(0, "title", definition.Title);
        node.Insert(1, "description", definition.Summary);
        return node;
    }

    private static JsonObject Links(NodeDefinition definition)
    {
        var target = new JsonObject { ["type"] = "string" };
        if (definition.Ports is not null)
        {
            return new() { ["type"] = "object", ["additionalProperties"] = target };
        }

        var ports = new JsonObject();
        foreach (var port in definition.CanFail ? [.. definition.Outputs, NodeDefinition.ErrorPort] : definition.Outputs)
        {
            ports[port.Name] = new JsonObject { ["description"] = port.Summary, ["type"] = "string" };
        }

        return FlowSchema.Strict(ports);
    }

    private static JsonObject Fields(IReadOnlyList<FieldDefinition> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = Described(field);
        }

        return FlowSchema.Strict(properties, [.. fields.Where(f => f.Required).Select(f => f.Name)]);
    }

    private static JsonObject Described(FieldDefinition field)
    {
        var literal = Literal(field);
        var takesExpression = field.Expression || field.Kind == FieldKind.Condition;
        var schema =
            takesExpression && field.Kind is not (FieldKind.Text or FieldKind.Multiline or FieldKind.Json or FieldKind.Value)
                ? new JsonObject { ["anyOf"] = new JsonArray(literal, new JsonObject { ["type"] = "string", ["pattern"] = "^=" }) }
                : literal;
        schema.Insert(0, "title", field.Label);
        schema.Insert(1, "description", field.Help);
        if (field.Default.ValueKind != JsonValueKind.Undefined)
        {
            schema["default"] = JsonNode.Parse(field.Default.GetRawText());
        }

        return schema;
    }

    private static JsonObject Literal(FieldDefinition field)
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
                return new() { ["enum"] = new JsonArray([.. options.Select(o => JsonValue.Create(o.Value))]) };
            case FieldKind.Json or FieldKind.Value:
                return [];
            case FieldKind.List:
                return new() { ["type"] = "array", ["items"] = Fields(field.Fields ?? []) };
            case FieldKind.TextList:
                return new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };
            case FieldKind.Map:
                return new() { ["type"] = "object" };
            default:
                return new() { ["type"] = "string" };
        }
    }
}
