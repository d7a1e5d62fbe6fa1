using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Nodes;
using FlowEngine.Testing.Documents;

namespace FlowEngine.Definition;

/// <summary>
/// JSON Schemas of the documents, for editors outside FlowStudio. Made from the node types, so that they cannot go stale;
/// they use only what drafts 7 and 2020-12 of JSON Schema both understand.
/// </summary>
public static class FlowSchema
{
    /// <summary>Name of the schema file of flows.</summary>
    public const string FlowFile = "flow.schema.json";

    /// <summary>Name of the schema file of bots.</summary>
    public const string BotFile = "bot.schema.json";

    /// <summary>Name of the schema file of tests.</summary>
    public const string TestFile = "test.schema.json";

    private const string Draft = "http://json-schema.org/draft-07/schema#";
    private const string NamePattern = "^[a-z][A-Za-z0-9]{0,63}$";
    private const string SlugPattern = "^[a-z][a-z0-9-]{0,63}$";
    private const string LabelPattern = "^[a-z][A-Za-z0-9-]{0,63}$";

    /// <summary>Writes the schemas.</summary>
    /// <param name="catalog">The node types.</param>
    /// <returns>Content by file name; UTF-8, ending with a line break.</returns>
    public static IReadOnlyDictionary<string, byte[]> Write(NodeCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new Dictionary<string, byte[]>
        {
            [FlowFile] = Bytes(Flow(catalog)),
            [BotFile] = Bytes(Bot()),
            [TestFile] = Bytes(Document("A FlowStudio flow test", TestSchema.Members(), "steps")),
        };
    }

    private static JsonObject Flow(NodeCatalog catalog)
    {
        var types = catalog.All.Select(t => t.Definition).OrderBy(d => d.Type, StringComparer.Ordinal).ThenBy(d => d.Version);
        var flow = Document(
            "A FlowStudio flow",
            new()
            {
                ["id"] = Pattern(SlugPattern),
                ["name"] = Text(200),
                ["variables"] = Variables(),
                ["nodes"] = Map(NamePattern, new JsonObject { ["oneOf"] = new JsonArray([.. types.Select(NodeSchema.Of)]) }),
                ["notes"] = new JsonObject { ["type"] = "array", ["items"] = Strict(Note(), "text", "x", "y") },
                ["layout"] = Map(NamePattern, Strict(Position(), "x", "y")),
            },
            "id",
            "name",
            "nodes"
        );
        return flow;
    }

    private static JsonObject Bot() =>
        Document(
            "A FlowStudio bot",
            new()
            {
                ["id"] = Pattern(SlugPattern),
                ["name"] = Text(200),
                ["timeZone"] = Text(100),
                ["languages"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Text(35) },
                ["intents"] = Map(NamePattern, Strict(new() { ["phrases"] = Texts() }, "phrases")),
                ["entities"] = Map(
                    NamePattern,
                    Strict(
                        new()
                        {
                            ["kind"] = new JsonObject { ["enum"] = new JsonArray("pattern", "list", "number", "email", "date") },
                            ["pattern"] = Text(1000),
                            ["values"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Texts() },
                        },
                        "kind"
                    )
                ),
                ["fallback"] = Strict(new() { ["flow"] = Pattern(SlugPattern) }, "flow"),
                ["connections"] = Map(LabelPattern, Text(100)),
                ["variables"] = Variables(),
                ["channels"] = Map(LabelPattern, new JsonObject { ["type"] = "object" }),
            },
            "id",
            "name"
        );

    private static JsonObject Document(string title, JsonObject members, params string[] required)
    {
        var properties = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            [SchemaMigrations.Member] = new JsonObject { ["const"] = FlowDefinition.CurrentSchemaVersion },
        };
        foreach (var (name, schema) in members.ToList())
        {
            members.Remove(name);
            properties[name] = schema;
        }

        var document = Strict(properties, required);
        document.Insert(0, "$schema", Draft);
        document.Insert(1, "title", title);
        return document;
    }

    private static JsonObject Variables()
    {
        var types = new JsonArray([.. VariableReader.Types.Select(t => JsonValue.Create(t))]);
        return Map(
            NamePattern,
            Strict(new() { ["type"] = new JsonObject { ["enum"] = types }, ["default"] = new JsonObject(), ["description"] = Text(4000) }, "type")
        );
    }

    private static JsonObject Note() => new() { ["text"] = Text(4000), ["x"] = Number(), ["y"] = Number() };

    private static JsonObject Position() => new() { ["x"] = Number(), ["y"] = Number() };

    private static JsonObject Number() => new() { ["type"] = "number" };

    private static JsonObject Text(int longest) => new() { ["type"] = "string", ["maxLength"] = longest };

    private static JsonObject Texts() => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Map(string keys, JsonObject values) =>
        new()
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = keys },
            ["additionalProperties"] = values,
        };

    internal static JsonObject Strict(JsonObject properties, params string[] required)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        }

        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        return schema;
    }

    private static byte[] Bytes(JsonObject schema)
    {
        var json = new CanonicalJson();
        json.Value(JsonElement.Parse(Encoding.UTF8.GetBytes(schema.ToJsonString())));
        return json.ToBytes();
    }
}
