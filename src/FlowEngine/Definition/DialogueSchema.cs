using System.Text.Json.Nodes;
using static FlowEngine.Definition.SchemaParts;

namespace FlowEngine.Definition;

/// <summary>JSON Schema of the member <c>dialogue</c> of a bot.</summary>
internal static class DialogueSchema
{
    public static JsonObject Member() =>
        Described(
            Strict(new() { ["commands"] = Commands(), ["ladder"] = Ladder(), ["clarify"] = Clarify() }),
            "How the bot leads a conversation beside its flows."
        );

    private static JsonObject Commands() =>
        Described(
            Strict(
                new()
                {
                    ["cancel"] = Command("Ends what the bot is doing.", hasQueue: false),
                    ["startOver"] = Command("Ends everything and begins anew.", hasQueue: false),
                    ["agent"] = Command("Hands the conversation over to a person.", hasQueue: true),
                    ["help"] = Command("Tells what the bot can do.", hasQueue: false),
                }
            ),
            "What visitors may say at any time. All are on by default, with words of our own for English and German."
        );

    private static JsonObject Command(string help, bool hasQueue)
    {
        var members = new JsonObject
        {
            ["on"] = Boolean("False to read its words like any others."),
            ["phrases"] = ByLanguage(100, "One more way to say it: a whole message.", "More words for it, by language."),
            ["flow"] = Ref(Slug, "Flow of the bot that it begins instead of what it does by itself."),
        };
        if (hasQueue)
        {
            members["queue"] = Text(100, "Team or skill that gets the conversation.");
        }

        return Described(Strict(members), help);
    }

    private static JsonObject Ladder() =>
        Described(
            Strict(
                new()
                {
                    ["rephrase"] = Whole(0, LadderSettings.MostTimes, "How often the bot asks for other words; once by default."),
                    ["suggest"] = Whole(0, LadderSettings.MostTimes, "How often it then offers intents as buttons; once by default."),
                    ["texts"] = ByLanguage(500, "What the bot says.", "How it asks for other words, in order, by language."),
                    ["suggestions"] = Described(Texts(64, "Id of an intent."), "Intents that it offers; the nearest ones by default."),
                    ["frustration"] = Within(0, 1, "The last step is taken at once when input.frustration reaches this; never by default."),
                    ["queue"] = Text(100, "Team or skill that gets the conversation at last, where the bot has no fallback."),
                }
            ),
            "What follows when one message after the other is not understood: other words, suggestions, then the fallback flow or a person."
        );

    private static JsonObject Clarify() =>
        Described(
            Strict(
                new()
                {
                    ["margin"] = Within(0, 1, "An intent is asked about whose score is less than this behind the best one; 0.2 by default, 0 never asks."),
                    ["choices"] = Whole(2, 5, "Most intents that are offered; 3 by default."),
                }
            ),
            "When several intents are about as likely, the bot asks which one is meant."
        );

    private static JsonObject ByLanguage(int longest, string item, string help) =>
        Described(new() { ["type"] = "object", ["additionalProperties"] = Texts(longest, item) }, help);
}
