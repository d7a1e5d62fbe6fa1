using System.Text.Json;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>Remembers what the canvas shows, so that only differences cross the wire.</summary>
internal sealed class CanvasSync
{
    private Dictionary<string, string> _nodes = [];
    private Dictionary<string, string> _links = [];
    private IReadOnlyList<FlowNote> _notes = [];
    private string _groups = "[]";

    /// <summary>Takes a whole graph as shown.</summary>
    public void Reset(CanvasGraph graph)
    {
        _nodes = graph.Nodes.ToDictionary(n => n.Id, n => JsonSerializer.Serialize(n));
        _links = graph.Links.ToDictionary(l => l.Id, l => JsonSerializer.Serialize(l));
        _notes = graph.Notes;
        _groups = JsonSerializer.Serialize(graph.Groups);
    }

    /// <summary>What has changed since; the canvas is taken to show it afterwards.</summary>
    public CanvasPatch Next(CanvasGraph graph)
    {
        var (nodes, links, notes, groups) = (_nodes, _links, _notes, _groups);
        Reset(graph);
        return new CanvasPatch(
            [.. graph.Nodes.Where(n => nodes.GetValueOrDefault(n.Id) != _nodes[n.Id])],
            [.. nodes.Keys.Where(id => !_nodes.ContainsKey(id))],
            [.. graph.Links.Where(l => links.GetValueOrDefault(l.Id) != _links[l.Id])],
            [.. links.Keys.Where(id => !_links.ContainsKey(id))],
            notes.SequenceEqual(_notes) ? null : _notes,
            groups == _groups ? null : graph.Groups
        );
    }
}
