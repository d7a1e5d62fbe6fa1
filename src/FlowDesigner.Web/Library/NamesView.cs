using FlowDesigner.Web.Library.Finding;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Library;

/// <summary>What the page of names shows. Plain state, tested without a browser.</summary>
internal sealed class NamesView
{
    private readonly HashSet<Thing> _open = [];

    /// <summary>Every name with its uses, by kind.</summary>
    public IReadOnlyList<Named> All { get; private set; } = [];

    /// <summary>Part of a name that is searched.</summary>
    public string? Search { get; set; }

    /// <summary>The kind that is wanted; null for all.</summary>
    public ThingKind? Kind { get; set; }

    /// <summary>The names to show.</summary>
    public IEnumerable<Named> Shown =>
        All.Where(n => (Kind is null || n.Thing.Kind == Kind) && n.Thing.Name.Contains(Search?.Trim() ?? "", StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes the bot as it is now.</summary>
    public void Read(BotBundle bundle, NodeCatalog catalog)
    {
        var uses = new Uses(bundle);
        var used = BotTexts.Of(bundle, catalog).SelectMany(uses.In).ToLookup(u => u.Thing);
        // A variable need not be declared; what is missing altogether is a problem of the flow, not a name.
        var undeclared = used.Select(u => u.Key).Where(t => t.Kind == ThingKind.Variable);
        All = [.. uses.Declared().Union(undeclared).OrderBy(t => t.Kind).Select(t => new Named(t, [.. used[t]]))];
    }

    /// <summary>Shows where one is used.</summary>
    /// <param name="kind">Its kind; null for any.</param>
    /// <param name="name">Its name; null for none.</param>
    public void Open(ThingKind? kind, string? name) =>
        _open.UnionWith(All.Select(n => n.Thing).Where(t => t.Name == name && (kind is null || t.Kind == kind)));

    /// <summary>Whether the uses of one are shown.</summary>
    public bool IsOpen(Thing thing) => _open.Contains(thing);

    /// <summary>Shows or hides the uses of one.</summary>
    public void Toggle(Thing thing)
    {
        if (!_open.Remove(thing))
        {
            _open.Add(thing);
        }
    }
}

/// <summary>A thing with the places that use it.</summary>
/// <param name="Thing">The thing.</param>
/// <param name="Uses">The places.</param>
internal sealed record Named(Thing Thing, IReadOnlyList<Use> Uses);
