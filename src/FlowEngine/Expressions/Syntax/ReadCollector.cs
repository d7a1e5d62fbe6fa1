using System.Collections.Frozen;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Syntax;

/// <summary>A name in a path that a script reads.</summary>
/// <param name="Name">The name.</param>
/// <param name="Span">Where it stands: the name, or the text in brackets with its quotes.</param>
internal sealed record ReadSegment(string Name, TextSpan Span)
{
    /// <summary>True for <c>['name']</c>.</summary>
    public bool IsText { get; init; }

    /// <summary>True for <c>{ name }</c> in a pattern, where the name is that of a variable, too.</summary>
    public bool IsShorthand { get; init; }
}

/// <summary>Collects what a script reads of its input while the tree is walked.</summary>
internal sealed class ReadCollector
{
    private readonly List<IReadOnlyList<ReadSegment>> _all = [];
    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>?> _roots = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Paths => [.. _paths];

    /// <summary>Every read by itself, in no order.</summary>
    public IReadOnlyList<IReadOnlyList<ReadSegment>> All => _all;

    public IReadOnlyDictionary<string, IReadOnlyList<string>?> Roots =>
        _roots.ToFrozenDictionary(r => r.Key, r => r.Value is null ? null : (IReadOnlyList<string>)[.. r.Value], StringComparer.Ordinal);

    /// <summary>Takes note of a path such as <c>vars.order.status</c>; one segment is a read of the whole root.</summary>
    public void Add(IReadOnlyList<ReadSegment> path)
    {
        var root = path[0].Name;
        if (LanguageNames.Contains(root))
        {
            return;
        }

        _all.Add(path);
        _paths.Add(path.Count == 1 ? root : string.Join('.', path.Select(p => p.Name)));
        if (path.Count == 1)
        {
            _roots[root] = null;
        }
        else if (!_roots.TryGetValue(root, out var members))
        {
            _roots[root] = new SortedSet<string>(StringComparer.Ordinal) { path[1].Name };
        }
        else
        {
            members?.Add(path[1].Name);
        }
    }
}
