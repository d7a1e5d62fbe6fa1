using System.Text;
using System.Text.Json;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>Everything that is written in the nodes of a flow, for searching.</summary>
internal static class FlowTexts
{
    /// <summary>Collects ids, titles, types and every text of the settings.</summary>
    /// <param name="state">What is edited.</param>
    /// <returns>Text by id of the node, its pieces on lines of their own.</returns>
    public static IReadOnlyDictionary<string, string> Of(EditorState state)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (id, node) in state.Flow.Nodes)
        {
            var text = new StringBuilder().AppendLine(id).AppendLine(state.TitleOf(id)).AppendLine(state.DefinitionOf(node)?.Title ?? "").AppendLine(node.Type);
            Collect(node.Config, text);
            texts[id] = text.ToString();
        }

        return texts;
    }

    private static void Collect(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Collect(member.Value, text);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Collect(item, text);
                }

                break;
            case JsonValueKind.String:
                text.AppendLine(value.GetString());
                break;
            case JsonValueKind.Number:
                text.AppendLine(value.GetRawText());
                break;
        }
    }
}
