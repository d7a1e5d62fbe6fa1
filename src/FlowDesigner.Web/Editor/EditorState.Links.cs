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

    public bool Unlink(PortRef from) => Do(new Remove([], [from], T["the link from {0} of {1}", from.Port, TitleOf(from.Node)]));

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
            (0, 0) => notes is { Count: > 1 } ? T["{0} notes", notes.Count].Value : T["a note"].Value,
            (0, 1) => T["1 link"].Value,
            (0, var n) => T["{0} links", n].Value,
            var (n, _) => T["{0} nodes", n].Value,
        };
        var healed = Flow.Nodes.Any(n =>
            !gone.Contains(n.Key)
            && n.Value.Links.Any(l => gone.Contains(l.Value) && Healing.Next(Flow, gone, l.Value) is { } next && next != n.Key)
        );
        return Do(new Remove([.. gone], [.. links], healed ? T["{0} and closed the gap", word] : word, notes));
    }

    private bool MayLink(PortRef from, string target)
    {
        if (!Flow.Nodes.TryGetValue(target, out var node) || !Flow.Nodes.ContainsKey(from.Node))
        {
            return false;
        }

        if (DefinitionOf(node) is { IsTrigger: true })
        {
            Announce(T["{0} starts runs and takes no link.", TitleOf(target)]);
            return false;
        }

        return true;
    }

    private string WordFor(PortRef from, string target)
    {
        var port = PortsOf(Flow.Nodes[from.Node]).FirstOrDefault(p => p.Name == from.Port) is { } known ? PortTitle(known) : from.Port;
        return T["{0} of {1} to {2}", port, TitleOf(from.Node), TitleOf(target)];
    }
}
