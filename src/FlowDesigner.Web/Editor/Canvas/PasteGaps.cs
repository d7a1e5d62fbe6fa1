using System.Text.Json;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Wording;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>What pasted nodes need and this bot lacks.</summary>
internal static class PasteGaps
{
    /// <summary>Names connections that the bot does not have, and node types that are not installed.</summary>
    /// <param name="state">What was pasted into.</param>
    /// <param name="paste">What was pasted.</param>
    /// <returns>Sentences for people; empty when nothing is missing.</returns>
    public static string Of(EditorState state, Paste paste)
    {
        var connections = new SortedSet<string>(StringComparer.Ordinal);
        var types = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in paste.Nodes.Values)
        {
            if (state.DefinitionOf(node) is not { } definition)
            {
                types.Add(node.Type);
                continue;
            }

            foreach (var field in definition.Fields.Where(f => f.Kind == FieldKind.Connection))
            {
                if (
                    node.Config.TryGetProperty(field.Name, out var value)
                    && value.ValueKind == JsonValueKind.String
                    && value.GetString() is { Length: > 0 } name
                    && !name.StartsWith('=')
                    && !state.Bot.Connections.ContainsKey(name)
                )
                {
                    connections.Add(name);
                }
            }
        }

        return string.Join(' ', new[]
            {
                connections.Count == 0 ? "" : state.T.Count(connections.Count, "This bot has no connection {1}.", "This bot lacks the connections {1}.", Names(connections)),
                types.Count == 0 ? "" : state.T.Count(types.Count, "Not installed here: the node type {1}.", "Not installed here: the node types {1}.", Names(types)),
            }.Where(s => s.Length > 0));
    }

    private static string Names(SortedSet<string> names) => string.Join(", ", names.Select(n => $"“{n}”"));
}
