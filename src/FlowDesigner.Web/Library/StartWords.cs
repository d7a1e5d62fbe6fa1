using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Library;

/// <summary>Words a <see cref="BotStart"/> in another language: a table beside the documents gives the words for each English text.</summary>
internal static class StartWords
{
    /// <summary>Reads a document in the words of a language.</summary>
    /// <param name="document">The document, in English.</param>
    /// <param name="language">BCP 47 tag; a language without a table leaves the English words.</param>
    /// <returns>The document as UTF-8.</returns>
    public static byte[] Say(Stream document, string language)
    {
        var root = JsonNode.Parse(document)!;
        using var table = typeof(StartWords).Assembly.GetManifestResourceStream($"start-words.{language.Split('-')[0]}.json");
        if (table is not null)
        {
            Say(root, JsonSerializer.Deserialize<Dictionary<string, string>>(table)!);
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static void Say(JsonNode? node, Dictionary<string, string> words)
    {
        if (node is JsonObject members)
        {
            // Ports and the ids of nodes are no words, though some of them look like it: "yes".
            foreach (var (name, value) in members.Where(m => m.Key is not ("links" or "port")).ToList())
            {
                if (Worded(value, words) is { } worded)
                {
                    members[name] = worded;
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (Worded(items[i], words) is { } worded)
                {
                    items[i] = worded;
                }
            }
        }
    }

    private static JsonNode? Worded(JsonNode? value, Dictionary<string, string> words)
    {
        if (value is JsonValue leaf && leaf.TryGetValue<string>(out var text))
        {
            return words.TryGetValue(text, out var worded) ? worded : null;
        }

        Say(value, words);
        return null;
    }
}
