using System.Text.Json.Nodes;
using FlowEngine.Understanding.Entities;
using static FlowEngine.Definition.SchemaParts;

namespace FlowEngine.Definition;

/// <summary>JSON Schema of <c>bot.json</c>.</summary>
internal static class BotSchema
{
    /// <summary>The members of a bot beside those that every document has.</summary>
    public static JsonObject Members() =>
        new()
        {
            ["id"] = Ref(Slug, "Id of the bot, unique in the installation."),
            ["name"] = Text(200, "Name shown to people."),
            ["timeZone"] = WithDefault(Text(100, "IANA time zone of dates and schedules, for example Europe/Berlin."), "UTC"),
            ["languages"] = Described(List(Text(35, "BCP 47 tag, for example de-CH."), least: 1), "Languages of the bot; the first is the default."),
            ["intents"] = Described(
                Map(Name, Intent()),
                "What visitors may want, by id."
            ),
            ["entities"] = Described(Map(Name, Entity()), "Kinds of values in what visitors write, by id."),
            ["fallback"] = Described(
                Strict(new() { ["flow"] = Ref(Slug, "Id of a flow of the bot.") }, "flow"),
                "What answers when nothing else does."
            ),
            ["connections"] = Described(
                Map(Label, Text(100, "Key of the connector, for example woocommerce.")),
                "Connectors by the name of the connection; settings and credentials are never part of a bot."
            ),
            ["variables"] = Ref("variables", "Values that every flow of the bot sees."),
            ["channels"] = Described(Map(Label, new() { ["type"] = "object" }), "Settings by channel."),
            ["interruptions"] = Described(
                Strict(
                    new()
                    {
                        ["threshold"] = Within(0, 1.1, "Least score of an intent that may interrupt a question; above 1 nothing interrupts."),
                        ["maxDepth"] = Whole(0, 5, "Flows that may lie on top of the first one."),
                        ["returnText"] = Text(500, "Said before the interrupted question is asked again."),
                    }
                ),
                "When a message may interrupt a question and push another flow."
            ),
            ["mocks"] = NodeMocks.Schema(),
            ["understanding"] = UnderstandingReader.Schema(),
            ["dialogue"] = DialogueSchema.Member(),
        };

    private static JsonObject Intent() =>
        Strict(
            new()
            {
                ["phrases"] = Described(Texts(500, "One example."), "What visitors write who want this, in the bot's first language."),
                ["phrasesIn"] = Described(
                    new() { ["type"] = "object", ["additionalProperties"] = Texts(500, "One example.") },
                    "What they write in its other languages, by tag."
                ),
                ["titles"] = Described(
                    new() { ["type"] = "object", ["additionalProperties"] = Text(80, "Words on the button.") },
                    "What it is called where the bot offers it as a button, by language; its first phrase by default."
                ),
            },
            "phrases"
        );

    private static JsonObject Entity()
    {
        var entity = Strict(
            new()
            {
                ["kind"] = Described(Words(EntityKinds.All), "What is looked for."),
                ["pattern"] = Text(1000, "Regular expression, for the kind pattern."),
                ["values"] = Described(
                    new() { ["type"] = "object", ["additionalProperties"] = Texts(200, "Another word for the value.") },
                    "Synonyms by value, for the kind list."
                ),
                ["roles"] = Described(
                    Map(
                        Name,
                        Strict(
                            new()
                            {
                                ["before"] = Described(Texts(100, "A word or phrase."), "Words right before the value, such as from."),
                                ["after"] = Described(Texts(100, "A word or phrase."), "Words right behind the value."),
                            }
                        )
                    ),
                    "Parts that a value plays by the words around it, by name; each may be asked for as an entity is."
                ),
            },
            "kind"
        );
        entity["allOf"] = new JsonArray(Needs("pattern", "pattern"), Needs("list", "values"));
        return entity;
    }

    private static JsonObject Needs(string kind, string member) =>
        new()
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind } }, ["required"] = new JsonArray("kind") },
            ["then"] = new JsonObject { ["required"] = new JsonArray(member) },
        };

    private static JsonObject WithDefault(JsonObject schema, string value)
    {
        schema["default"] = value;
        return schema;
    }
}
