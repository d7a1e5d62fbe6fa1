using System.Text;
using System.Text.Json;
using System.Xml;
using FlowEngine.Expressions.Templates;

namespace Connectors.Http.Bodies;

/// <summary>
/// Makes XML of a value, in which no value can add markup: <c>{ "order": { "@id": 7, "line": [ "a", "b" ], "note": { "#text": "x" } } }</c>
/// becomes <c>&lt;order id="7"&gt;&lt;line&gt;a&lt;/line&gt;&lt;line&gt;b&lt;/line&gt;&lt;note&gt;x&lt;/note&gt;&lt;/order&gt;</c>. Members that are null are left out. Text is sent as it is, once it is XML.
/// </summary>
internal static class XmlBody
{
    private const int MaxDepth = 60;

    /// <summary>Makes the text of a body.</summary>
    /// <param name="value">XML text, or an object with one member.</param>
    /// <returns>XML.</returns>
    /// <exception cref="HttpBodyException">It is neither.</exception>
    public static string Make(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.String)
        {
            return Checked(value.GetString()!); // a string element has a string
        }

        if (value.ValueKind is not JsonValueKind.Object || value.EnumerateObject().Count() != 1)
        {
            throw new HttpBodyException("XML is a text, or an object with one member, which is the root element.");
        }

        var text = new StringBuilder();
        try
        {
            using var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true });
            var root = value.EnumerateObject().First();
            Write(writer, root.Name, root.Value, 0);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or InvalidOperationException)
        {
            throw new HttpBodyException($"This cannot be XML: {e.Message}");
        }

        return text.ToString();
    }

    private static void Write(XmlWriter writer, string name, JsonElement value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new HttpBodyException($"XML is nested at most {MaxDepth} elements deep.");
        }

        if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Write(writer, name, item, depth + 1);
            }

            return;
        }

        writer.WriteStartElement(XmlConvert.VerifyName(name));
        if (value.ValueKind is JsonValueKind.Object)
        {
            // Attributes come first in XML, wherever they stand in the object.
            foreach (var member in value.EnumerateObject().Where(m => m.Name.StartsWith('@')))
            {
                writer.WriteAttributeString(XmlConvert.VerifyName(member.Name[1..]), ValueText.Of(member.Value));
            }

            foreach (var member in value.EnumerateObject().Where(m => !m.Name.StartsWith('@') && m.Value.ValueKind is not JsonValueKind.Null))
            {
                if (member.Name == "#text")
                {
                    writer.WriteString(ValueText.Of(member.Value));
                }
                else
                {
                    Write(writer, member.Name, member.Value, depth + 1);
                }
            }
        }
        else
        {
            writer.WriteString(ValueText.Of(value));
        }

        writer.WriteEndElement();
    }

    private static string Checked(string text)
    {
        try
        {
            using var source = new StringReader(text);
            using var reader = XmlReader.Create(source, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read()) { }
            return text;
        }
        catch (XmlException e)
        {
            throw new HttpBodyException($"The body is no XML: {e.Message}");
        }
    }
}
