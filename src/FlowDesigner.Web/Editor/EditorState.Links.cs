using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor;

/// <summary>How links come and go, and nodes with them.</summary>
internal sealed partial class EditorState
{
    public bool Link(PortRef from, string target) => MayLink(from, target) && Do(new LinkPort(from, target, WordFor(from, target)));

    /// <summary>Gives a link another port, another target or both.</summary>
    /// <param name="old">Port that it leaves now.</param>
    /// <param name="from">Port that it is to leave.</param>
    /// <param name="target">Node that it is to lead to.</param>
    /// <returns>False when nothing changed.</returns>
    public bool Relink(PortRef old, PortRef from, string target) =>
        old == from ? Link(from, target) : MayLink(from, target) && Do(new MoveLink(old, from, target, WordFor(from, target)));

    public bool Unlink(PortRef from) => Do(new Remove([], [from], $"the link from {from.Port} of {TitleOf(from.Node)}"));

    /// <summary>Removes nodes and links, closes the gap where only one way leads on, and says so.</summary>
    /// <param name="nodes">Ids of the nodes.</param>
    /// <param name="links">Ports whose links go.</param>
    /// <param name="notes">Notes that go, by their place in the list.</param>
    /// <returns>False when nothing changed.</returns>
    public bool RemoveAll(IReadOnlyCollection<string> nodes, IReadOnlyCollection<PortRef> links, IReadOnlyCollection<int>? notes = null)
    {
        var gone = nodes.Where(Flow.Nodes.ContainsKey).ToHashSet();
        var word = (gone.Count, links.Count) switch
        {
            (1, _) => TitleOf(gone.First()),
            (0, 0) => notes is { Count: > 1 } ? $"{notes.Count} notes" : "a note",
            (0, 1) => "1 link",
            (0, var n) => $"{n} links",
            var (n, _) => $"{n} nodes",
        };
        var healed = Flow.Nodes.Any(n =>
            !gone.Contains(n.Key)
            && n.Value.Links.Any(l => gone.Contains(l.Value) && Healing.Next(Flow, gone, l.Value) is { } next && next != n.Key)
        );
        return Do(new Remove([.. gone], [.. links], healed ? $"{word} and closed the gap" : word, notes));
    }

    private bool MayLink(PortRef from, string target)
    {
        if (!Flow.Nodes.TryGetValue(target, out var node) || !Flow.Nodes.ContainsKey(from.Node))
        {
            return false;
        }

        if (DefinitionOf(node) is { IsTrigger: true })
        {
            Announce($"{TitleOf(target)} starts runs and takes no link.");
            return false;
        }

        return true;
    }

    private string WordFor(PortRef from, string target)
    {
        var port = PortsOf(Flow.Nodes[from.Node]).FirstOrDefault(p => p.Name == from.Port)?.Title ?? from.Port;
        return $"{port} of {TitleOf(from.Node)} to {TitleOf(target)}";
    }
}
