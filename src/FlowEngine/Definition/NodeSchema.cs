using System.Text.Json.Nodes;
using FlowEngine.Nodes;
using static FlowEngine.Definition.SchemaParts;

namespace FlowEngine.Definition;

/// <summary>JSON Schema of nodes: the type decides, by <c>if</c> and <c>then</c>, which settings and ports there are.</summary>
internal static class NodeSchema
{
    public static JsonObject Any(NodeCatalog catalog)
    {
        var types = catalog
            .All.Select(t => t.Definition)
            .GroupBy(d => d.Type)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderBy(d => d.Version).ToList())
            .ToList();
        var type = Described(Words(types.Select(t => t[0].Type)), "What the node does.");
        type["enumDescriptions"] = new JsonArray([.. types.Select(t => JsonValue.Create($"{t[^1].Title}: {t[^1].Summary}"))]);
        var node = Strict(
            new()
            {
                ["type"] = type,
                ["version"] = Whole(1, "Version of the type; 1 by default."),
                ["name"] = Text(200, "Name on the canvas; the title of the type by default."),
                ["config"] = Described(new() { ["type"] = "object" }, "Settings of the type."),
                ["links"] = Described(Map(Name, Ref(Name)), "Where the run goes on, by port. It ends at a port without link."),
                ["retry"] = Described(Retry(), "How the node is tried again before it leaves by error."),
                ["timeoutSeconds"] = Whole(1, FlowReader.LongestNode, "Longest time the node may take, its waiting included. Unit: seconds."),
            },
            "type"
        );
        node["allOf"] = new JsonArray([.. types.Select(OfType)]);
        return node;
    }

    private static JsonObject Retry() =>
        Strict(
            new()
            {
                ["attempts"] = Whole(2, 20, "Attempts in all, the first included."),
                ["delaySeconds"] = Within(0, 3_600, "Wait before the second attempt. Unit: seconds."),
                ["factor"] = Within(1, 10, "By how much each wait is longer than the one before."),
                ["maxDelaySeconds"] = Within(1, 86_400, "Longest wait. Unit: seconds."),
                ["on"] = Described(
                    Texts(100, "A code; * at its end takes any ending."),
                    "Codes that are tried again; what the node calls repeatable by default."
                ),
            }
        );

    private static JsonObject OfType(List<NodeDefinition> versions) =>
        new()
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = Constant(versions[0].Type) }, ["required"] = new JsonArray("type") },
            ["then"] = versions is [var only] ? OfVersion(only) : new JsonObject { ["oneOf"] = new JsonArray([.. versions.Select(OfVersion)]) },
        };

    private static JsonObject OfVersion(NodeDefinition definition)
    {
        var config = Fields(definition.Fields);
        var required = new JsonArray();
        if (definition.Version != 1)
        {
            required.Add("version");
        }

        if (config.ContainsKey("required"))
        {
            required.Add("config");
        }

        var schema = new JsonObject
        {
            ["title"] = definition.Title,
            ["description"] = definition.Summary,
            ["properties"] = new JsonObject
            {
                ["version"] = Constant(definition.Version),
                ["config"] = Described(config, definition.Summary),
                ["links"] = Links(definition),
            },
        };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    private static JsonObject Links(NodeDefinition definition)
    {
        var ports = new JsonObject();
        foreach (var port in definition.CanFail ? [.. definition.Outputs, NodeDefinition.ErrorPort] : definition.Outputs)
        {
            ports[port.Name] = Ref(Name, port.Summary);
        }

        var links = Strict(ports);
        if (definition.Ports is not null)
        {
            links["propertyNames"] = Ref(Name);
            links["additionalProperties"] = Ref(Name, "The node's settings make this port.");
        }

        return links;
    }

    private static JsonObject Fields(IReadOnlyList<FieldDefinition> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = FieldSchema.Of(field, Fields);
        }

        return Strict(properties, fields.Where(f => f.Required).Select(f => f.Name));
    }

    private static JsonObject Constant(JsonNode value) => new() { ["const"] = value };
}
