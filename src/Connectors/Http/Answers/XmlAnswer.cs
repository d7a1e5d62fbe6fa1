using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Connectors.Http.Answers;

/// <summary>
/// Makes a value of XML: <c>&lt;o id="7"&gt;&lt;l&gt;a&lt;/l&gt;&lt;l&gt;b&lt;/l&gt;&lt;/o&gt;</c> becomes <c>{ "o": { "@id": "7", "l": ["a", "b"] } }</c>.
/// Text beside elements is <c>#text</c>, prefixes stay in the names. Document types are refused: they can name files and grow without end.
/// </summary>
internal static class XmlAnswer
{
    private const int MaxDepth = 60;

    /// <summary>Reads XML.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">An object with the root element.</param>
    /// <returns>False when it is no XML, or nested too deep.</returns>
    public static bool TryRead(string text, out JsonElement value)
    {
        value = default;
        try
        {
            using var source = new StringReader(text);
            using var reader = XmlReader.Create(
                source,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    IgnoreComments = true,
                    IgnoreProcessingInstructions = true,
                }
            );
            reader.MoveToContent();
            var name = reader.Name;
            var root = new JsonObject { [name] = Read(reader) };
            while (reader.Read()) { }
            value = JsonSerializer.SerializeToElement(root);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static JsonNode Read(XmlReader reader)
    {
        if (reader.Depth > MaxDepth)
        {
            throw new XmlException("Nested too deep.");
        }

        var members = new JsonObject();
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            members[$"@{reader.Name}"] = reader.Value;
        }

        reader.MoveToElement();
        var text = new StringBuilder();
        while (!isEmpty && reader.Read() && reader.NodeType is not XmlNodeType.EndElement)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var name = reader.Name;
                    Add(members, name, Read(reader));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    break;
                default:
                    break;
            }
        }

        if (members.Count == 0)
        {
            return JsonValue.Create(text.ToString());
        }

        if (text.Length > 0)
        {
            members["#text"] = text.ToString();
        }

        return members;
    }

    private static void Add(JsonObject members, string name, JsonNode value)
    {
        switch (members[name])
        {
            case null:
                members[name] = value;
                break;
            case JsonArray list:
                list.Add(value);
                break;
            case { } first:
                members.Remove(name);
                members[name] = new JsonArray(first, value);
                break;
        }
    }
}
