namespace FlowEngine.Tests.Validation;

public class BundleValidatorTests
{
    private const string Help =
        """ "help": { "id": "help", "name": "Help", "nodes": { "start": { "type": "trigger.start", "links": { "next": "agent" } }, "agent": { "type": "handoff" } } } """;

    [Fact]
    public void Finds_nothing_wrong_with_a_good_bot() =>
        Assert.Empty(Checking.Bundle($$"""{ "bot": { {{Checking.Bot}}, "fallback": { "flow": "help" } }, "flows": { {{Help}} } }"""));

    [Theory]
    [InlineData("""{ "id": "b", "name": "B", "timeZone": "Mars/Base" }""", "bot.timeZone", "/bot/timeZone")]
    [InlineData("""{ "id": "b", "name": "B", "languages": ["en", "xx-nonsense-"] }""", "bot.language", "/bot/languages/1")]
    [InlineData("""{ "id": "b", "name": "B", "fallback": { "flow": "hepl" } }""", "bot.fallback", "/bot/fallback/flow")]
    [InlineData("""{ "id": "b", "name": "B", "connections": { "shop": "shopp" } }""", "connection.connector", "/bot/connections/shop")]
    [InlineData("""{ "id": "b", "name": "B", "intents": { "a": { "phrases": [] } } }""", "intent.empty", "/bot/intents/a/phrases")]
    [InlineData(
        """{ "id": "b", "name": "B", "intents": { "a": { "phrases": ["Where is  it"] }, "c": { "phrases": ["x", "where is it"] } } }""",
        "intent.phrase",
        "/bot/intents/c/phrases/1"
    )]
    [InlineData(
        """{ "id": "b", "name": "B", "languages": ["en", "de"], "intents": { "a": { "phrases": ["x"] }, "c": { "phrases": [], "phrasesIn": { "de": ["X"] } } } }""",
        "intent.phrase",
        "/bot/intents/c/phrasesIn/de/0"
    )]
    [InlineData(
        """{ "id": "b", "name": "B", "intents": { "a": { "phrases": ["x"], "phrasesIn": { "de": ["y"] } } } }""",
        "intent.language",
        "/bot/intents/a/phrasesIn/de"
    )]
    [InlineData("""{ "id": "b", "name": "B", "entities": { "e": { "kind": "colour" } } }""", "entity.kind", "/bot/entities/e/kind")]
    [InlineData("""{ "id": "b", "name": "B", "entities": { "e": { "kind": "pattern" } } }""", "entity.pattern", "/bot/entities/e/pattern")]
    [InlineData("""{ "id": "b", "name": "B", "entities": { "e": { "kind": "pattern", "pattern": "(a" } } }""", "entity.pattern", "/bot/entities/e/pattern")]
    [InlineData("""{ "id": "b", "name": "B", "entities": { "e": { "kind": "pattern", "pattern": "^(a+)+(?=b)$" } } }""", "entity.patternUnbounded", "/bot/entities/e/pattern")]
    [InlineData("""{ "id": "b", "name": "B", "entities": { "e": { "kind": "text" } } }""", "entity.text", "/bot/entities/e")]
    [InlineData(
        """{ "id": "b", "name": "B", "entities": { "e": { "kind": "list", "values": { "red": ["x"], "a/b": ["X"] } } } }""",
        "entity.synonym",
        "/bot/entities/e/values/a~1b"
    )]
    [InlineData("""{ "id": "b", "name": "B", "entities": { "e": { "kind": "date", "roles": { "from": {} } } } }""", "entity.role", "/bot/entities/e/roles/from")]
    [InlineData(
        """{ "id": "b", "name": "B", "entities": { "e": { "kind": "date", "roles": { "e": { "before": ["from"] } } } } }""",
        "entity.role",
        "/bot/entities/e/roles/e"
    )]
    [InlineData(
        """{ "id": "b", "name": "B", "entities": { "e": { "kind": "date", "roles": { "r": { "before": ["from"] } } }, "f": { "kind": "time", "roles": { "r": { "after": ["x"] } } } } }""",
        "entity.role",
        "/bot/entities/f/roles/r"
    )]
    [InlineData("""{ "id": "b", "name": "B", "entities": { "e": { "kind": "list" } } }""", "entity.values", "/bot/entities/e/values")]
    [InlineData("""{ "id": "b", "name": "B", "channels": { "c": { "secret": "sk_live_abcd1234" } } }""", "secret.literal", "/bot/channels/c/secret")]
    [InlineData("""{ "id": "b", "name": "B", "variables": { "v": { "type": "number", "default": [] } } }""", "variable.default", "/bot/variables/v/default")]
    public void Finds_what_is_wrong_with_the_bot(string bot, string code, string pointer) =>
        Assert.Contains((code, pointer), Checking.Codes(Checking.Bundle($$"""{ "bot": {{bot}}, "flows": { {{Help}} } }""")));

    [Fact]
    public void Warns_of_a_fallback_that_leads_to_nobody()
    {
        var problems = Checking.Bundle(
            """
            { "bot": { "id": "b", "name": "B", "fallback": { "flow": "sorry" } },
              "flows": { "sorry": { "id": "sorry", "name": "Sorry", "nodes": {
                "start": { "type": "trigger.start", "links": { "next": "a" } }, "a": { "type": "say", "config": { "text": "Sorry" } } } } } }
            """
        );

        Assert.Equal(("flow.handoff", "/bot/fallback/flow"), Assert.Single(Checking.Codes(problems)));
    }

    [Fact]
    public void Points_into_the_flow_of_the_bundle()
    {
        var problems = Checking.Bundle("""{ "bot": { "id": "b", "name": "B" }, "flows": { "f": { "id": "f", "name": "F", "nodes": { "a": { "type": "x" } } } } }""");

        Assert.Contains(("node.type", "/flows/f/nodes/a/type"), Checking.Codes(problems));
    }
}
