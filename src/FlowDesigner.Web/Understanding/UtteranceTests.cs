using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowEngine.Understanding.Intents;

namespace FlowDesigner.Web.Understanding;

/// <summary>The test of a bot that holds what visitors wrote with the intents that they were given: publishing runs it.</summary>
internal static class UtteranceTests
{
    /// <summary>Id of the test; its file is called like it.</summary>
    public const string Id = "what-visitors-wrote";

    private const string Utterances = "utterances";

    /// <summary>The bot with a message whose intent must be understood from now on; the same message before is replaced.</summary>
    public static BotBundle With(BotBundle bundle, string text, string intent)
    {
        var test = Open(bundle);
        var list = ListOf(test);
        Remove(list, u => PhraseKey.Of(TextOf(u, "text")) == PhraseKey.Of(text));
        list.Add((JsonNode)new JsonObject { ["text"] = text, ["intent"] = intent });
        return Put(bundle, test);
    }

    /// <summary>The bot without the messages of an intent that is removed.</summary>
    public static BotBundle Without(BotBundle bundle, string intent)
    {
        if (!bundle.Tests.ContainsKey(Id))
        {
            return bundle;
        }

        var test = Open(bundle);
        Remove(ListOf(test), u => TextOf(u, "intent") == intent);
        return Put(bundle, test);
    }

    /// <summary>How many messages are tested.</summary>
    public static int CountOf(BotBundle bundle) => bundle.Tests.ContainsKey(Id) ? ListOf(Open(bundle)).Count : 0;

    private static JsonObject Open(BotBundle bundle) =>
        bundle.Tests.TryGetValue(Id, out var test) && JsonNode.Parse(test.GetRawText()) is JsonObject found
            ? found
            : new JsonObject { ["$schema"] = "../../test.schema.json", ["schemaVersion"] = FlowDefinition.CurrentSchemaVersion, ["name"] = "What visitors wrote" };

    private static JsonArray ListOf(JsonObject test)
    {
        if (test[Utterances] is not JsonArray list)
        {
            test[Utterances] = list = [];
        }

        return list;
    }

    private static void Remove(JsonArray list, Func<JsonNode?, bool> isGone)
    {
        foreach (var utterance in list.Where(isGone).ToList())
        {
            list.Remove(utterance);
        }
    }

    private static string TextOf(JsonNode? utterance, string member) =>
        utterance is JsonObject o && o[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static BotBundle Put(BotBundle bundle, JsonObject test) =>
        bundle with { Tests = Ordered.With(bundle.Tests, Id, JsonElement.Parse(test.ToJsonString())) };
}
