using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Nodes;
using FlowEngine.Testing.Documents;
using static FlowEngine.Definition.SchemaParts;

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

    /// <summary>Writes the schemas.</summary>
    /// <param name="catalog">The node types.</param>
    /// <returns>Content by file name; UTF-8, ending with a line break.</returns>
    public static IReadOnlyDictionary<string, byte[]> Write(NodeCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new Dictionary<string, byte[]>
        {
            [FlowFile] = Bytes(Document("A FlowStudio flow", Flow(catalog), "id", "name", "nodes")),
            [BotFile] = Bytes(Document("A FlowStudio bot", BotSchema.Members(), "id", "name")),
            [TestFile] = Bytes(Test()),
        };
    }

    /// <summary>A test has steps, or messages with what must be understood, or both.</summary>
    private static JsonObject Test()
    {
        var test = Document("A FlowStudio flow test", TestSchema.Members());
        test["anyOf"] = new JsonArray(
            new JsonObject { ["required"] = new JsonArray("steps") },
            new JsonObject { ["required"] = new JsonArray("utterances") }
        );
        return test;
    }

    private static JsonObject Flow(NodeCatalog catalog)
    {
        var position = new JsonObject { ["x"] = Number("Left edge, in pixels of the canvas."), ["y"] = Number("Top edge, in pixels of the canvas.") };
        var note = new JsonObject { ["text"] = Text(ObjectReader.LongestText, "The note.") };
        foreach (var (name, schema) in position)
        {
            note[name] = schema?.DeepClone();
        }

        var group = new JsonObject
        {
            ["title"] = Text(200, "What the frame says."),
            ["colour"] = Described(Words(FlowGroup.Colours), "Colour of the frame; grey by default."),
            ["nodes"] = Described(List(Ref(Name)), "Ids of the nodes in it; a node is in one group at most."),
            ["collapsed"] = Boolean("Whether the canvas shows one card in place of the nodes; false by default."),
        };
        return new()
        {
            ["id"] = Ref(Slug, "Id of the flow, unique in its bot: the name of its file."),
            ["name"] = Text(200, "Name shown to people."),
            ["timeoutMinutes"] = Whole(1, FlowReader.LongestRun, "Longest life of a run that this flow starts. Unit: minutes."),
            ["variables"] = Ref("variables", "Values that expressions read as vars.name."),
            ["nodes"] = Described(Map(Name, NodeSchema.Any(catalog)), "Nodes by id, in the order in which they were made."),
            ["notes"] = Described(List(Strict(note, "text", "x", "y")), "Notes on the canvas; they have no effect."),
            ["groups"] = Described(Map(Name, Strict(group, "title", "nodes")), "Frames around nodes that belong together, by id; they have no effect."),
            ["layout"] = Described(Map(Name, Strict(position, "x", "y")), "Where nodes stand on the canvas, by id."),
        };
    }

    private static JsonObject Document(string title, JsonObject members, params string[] required)
    {
        var properties = new JsonObject
        {
            ["$schema"] = Described(new() { ["type"] = "string" }, "Where this schema is, for editors."),
            [SchemaMigrations.Member] = Described(
                new() { ["const"] = FlowDefinition.CurrentSchemaVersion },
                "Version of the format. Older documents are brought up to it when they are read."
            ),
        };
        foreach (var (name, schema) in members.ToList())
        {
            members.Remove(name);
            properties[name] = schema;
        }

        var document = Strict(properties, required);
        document.Insert(0, "$schema", Draft);
        document.Insert(1, "title", title);
        document["definitions"] = Definitions();
        return document;
    }

    private static byte[] Bytes(JsonObject schema)
    {
        var json = new CanonicalJson();
        json.Value(JsonElement.Parse(Encoding.UTF8.GetBytes(schema.ToJsonString())));
        return json.ToBytes();
    }
}
