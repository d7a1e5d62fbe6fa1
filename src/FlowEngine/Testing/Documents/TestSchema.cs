using System.Text.Json.Nodes;
using FlowEngine.Definition;
using static FlowEngine.Definition.SchemaParts;

namespace FlowEngine.Testing.Documents;

/// <summary>JSON Schema of test documents.</summary>
internal static class TestSchema
{
    /// <summary>The members of a test beside those that every document has.</summary>
    public static JsonObject Members() =>
        new()
        {
            ["name"] = Text(200, "What the test shows, for people."),
            ["now"] = Described(new() { ["type"] = "string", ["format"] = "date-time", ["default"] = "2026-03-02T09:00:00Z" }, "Where the clock stands at first."),
            ["seed"] = Described(new() { ["type"] = "integer", ["minimum"] = 1, ["default"] = 1 }, "Seed of random numbers."),
            ["language"] = Text(35, "Language of the visitor; the first of the bot by default."),
            ["channel"] = Text(64, "Key of the channel; test by default."),
            ["contact"] = Described(
                Strict(new() { ["id"] = Text(200, "Id of the visitor."), ["name"] = Text(200, "Name of the visitor.") }),
                "Who talks."
            ),
            ["environment"] = Described(new() { ["type"] = "object" }, "Values that expressions read as env."),
            ["opens"] = Boolean("False for a test that does not begin by opening the chat."),
            ["mocks"] = Described(List(Mock()), "Answers of other systems; the first that fits answers. A request that none answers fails the test."),
            ["utterances"] = Described(
                List(
                    Strict(
                        new()
                        {
                            ["text"] = Text(4000, "What a visitor wrote."),
                            ["intent"] = Text(64, "Id of the intent that must be understood; left out when none may be."),
                        },
                        "text"
                    )
                ),
                "Messages with what must be understood; a test may have them in place of steps."
            ),
            ["steps"] = Described(List(Step()), "What happens and what is expected, in order."),
        };

    private static JsonObject Mock()
    {
        var members = Request();
        members["reply"] = Described(
            Strict(
                new()
                {
                    ["status"] = Described(new() { ["type"] = "integer", ["minimum"] = 200, ["maximum"] = 599, ["default"] = 200 }, "HTTP status."),
                    ["headers"] = Described(
                        new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } },
                        "Headers by name."
                    ),
                    ["body"] = Described([], "A text, or any other value sent as JSON."),
                    ["delay"] = Span("How long the answer takes, in the test's time."),
                    ["fails"] = Described(Words(MockReader.Failures), "Why there is no answer at all."),
                }
            ),
            "What the other system answers."
        );
        members["times"] = Described(new() { ["type"] = "integer", ["minimum"] = 1 }, "How often it answers; always by default.");
        return Strict(members, "connection", "path", "reply");
    }

    private static JsonObject Request() =>
        new()
        {
            ["connection"] = Text(64, "Name of the connection in the bot."),
            ["method"] = Described(Words(MockReader.Methods), "HTTP method; GET by default in a mock, any in an expectation."),
            ["path"] = Described(
                new() { ["type"] = "string", ["pattern"] = "^/[^?]*$", ["maxLength"] = 1000 },
                "Path below the connection's address; * stands for any characters."
            ),
            ["query"] = Described(
                new() { ["type"] = "object", ["additionalProperties"] = Match() },
                "Parameters that must be there; others may."
            ),
            ["body"] = Described([], "What the body holds: members that are not named may be there too."),
        };

    private static JsonObject Step() =>
        new()
        {
            ["oneOf"] = new JsonArray(
                Kind("The visitor writes.", new() { ["says"] = Text(4000, "What the visitor writes.") }, "says"),
                Kind("The visitor presses a button.", new() { ["presses"] = Text(4000, "Title of the button.") }, "presses"),
                Kind("Time passes; what falls due happens.", new() { ["waits"] = Span("How long, such as 1h 30m.") }, "waits"),
                Kind("An agent gives the conversation back.", new() { ["returns"] = new JsonObject { ["const"] = true } }, "returns"),
                Kind(
                    "Something happens that the run waits for, or that starts a flow.",
                    new()
                    {
                        ["event"] = Text(100, "Name of the event."),
                        ["correlation"] = Text(200, "Which one it concerns."),
                        ["data"] = Described([], "Its details."),
                    },
                    "event"
                ),
                Kind(
                    "A run starts at a trigger, such as a schedule or a webhook.",
                    new()
                    {
                        ["triggers"] = Text(64, "Id of the trigger's node."),
                        ["flow"] = Text(64, "Id of its flow; any by default."),
                        ["data"] = Described([], "What expressions read as event."),
                    },
                    "triggers"
                ),
                Message(),
                Kind("A note for the agents was left since the latest input.", new() { ["note"] = Match() }, "note"),
                Kind(
                    "An event was told since the latest input.",
                    new()
                    {
                        ["emits"] = Text(100, "Name of the event."),
                        ["correlation"] = Match(),
                        ["data"] = Described([], "What its details hold; others may be there too."),
                    },
                    "emits"
                ),
                Kind(
                    "The flow has answered the request that started it.",
                    new()
                    {
                        ["responds"] = Described(new() { ["type"] = "integer", ["minimum"] = 200, ["maximum"] = 599 }, "HTTP status."),
                        ["body"] = Described([], "What the body holds; members that are not named may be there too."),
                    },
                    "responds"
                ),
                Kind("The bot says nothing more.", new() { ["noMore"] = new JsonObject { ["const"] = true } }, "noMore"),
                Kind(
                    "A variable has a value.",
                    new()
                    {
                        ["variable"] = Text(1000, "Name of the variable, or the path of a part of it, such as order.items.0.name."),
                        ["equals"] = Described([], "Its value."),
                    },
                    "variable",
                    "equals"
                ),
                Kind(
                    "Requests were sent, or operations executed, since the latest input.",
                    new() { ["call"] = Call(), ["times"] = Times() },
                    "call"
                ),
                Kind(
                    "A node was visited since the latest input.",
                    new()
                    {
                        ["node"] = Text(64, "Id of the node."),
                        ["flow"] = Text(64, "Id of its flow; any by default."),
                        ["port"] = Text(64, "Port by which it was left."),
                        ["times"] = Times(),
                    },
                    "node"
                ),
                Kind(
                    "The conversation was handed over, or was not.",
                    new() { ["handoff"] = new JsonObject { ["anyOf"] = new JsonArray(Boolean("Whether it was."), Match()) } },
                    "handoff"
                ),
                Kind(
                    "The run has ended, or has not.",
                    new() { ["end"] = Boolean("Whether it has."), ["error"] = Text(100, "Code of the error with which it failed.") },
                    "end"
                )
            ),
        };

    private static JsonObject Message()
    {
        var message = Kind(
            "The next message of the bot.",
            new() { ["text"] = Match(), ["buttons"] = Described(List(Match()), "Titles of all its buttons, in order."), ["card"] = Described(new() { ["type"] = "object" }, "What one of its attachments holds: kind, title, text and so on; other members may be there too.") }
        );
        message["minProperties"] = 1;
        return message;
    }

    private static JsonObject Call() =>
        new()
        {
            ["anyOf"] = new JsonArray(
                Described(new() { ["type"] = "string" }, "Node type, such as woocommerce.getOrder."),
                Strict(Request())
            ),
        };

    private static JsonObject Match() =>
        new()
        {
            ["anyOf"] = new JsonArray(
                Described(new() { ["type"] = "string" }, "The same words: runs of blanks and line breaks count as one blank."),
                One("is", "Exactly these characters."),
                One("contains", "A part of the text."),
                One("matches", "A regular expression that matches somewhere in the text.")
            ),
        };

    private static JsonObject One(string name, string help) => Strict(new() { [name] = Text(4000, help) }, name);

    private static JsonObject Kind(string help, JsonObject members, params string[] required) =>
        Described(Strict(members, required), help);

    private static JsonObject Times() => Described(new() { ["type"] = "integer", ["minimum"] = 0 }, "How often exactly; at least once by default.");

    private static JsonObject Span(string help) => Described(new() { ["type"] = "string", ["pattern"] = Spans.Pattern }, help);
}
