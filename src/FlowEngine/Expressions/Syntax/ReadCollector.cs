using System.Collections.Frozen;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Collects what a script reads of its input while the tree is walked.</summary>
internal sealed class ReadCollector
{
    /// <summary>Names that the language itself provides; no input can take their place.</summary>
    private static readonly FrozenSet<string> Language = FrozenSet.Create(
        StringComparer.Ordinal,
        "undefined", "NaN", "Infinity", "Object", "Array", "String", "Number", "Boolean", "Date", "Math", "JSON", "RegExp",
        "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "Function",
        "parseInt", "parseFloat", "isNaN", "isFinite", "encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI",
        "escape", "unescape"
    );

    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>?> _roots = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Paths => [.. _paths];

    public IReadOnlyDictionary<string, IReadOnlyList<string>?> Roots =>
        _roots.ToFrozenDictionary(r => r.Key, r => r.Value is null ? null : (IReadOnlyList<string>)[.. r.Value], StringComparer.Ordinal);

    /// <summary>Takes note of a path such as <c>vars.order.status</c>; one segment is a read of the whole root.</summary>
    public void Add(IReadOnlyList<string> path)
    {
        var root = path[0];
        if (Language.Contains(root))
        {
            return;
        }

        _paths.Add(string.Join('.', path));
        if (path.Count == 1)
        {
            _roots[root] = null;
        }
        else if (!_roots.TryGetValue(root, out var members))
        {
            _roots[root] = new SortedSet<string>(StringComparer.Ordinal) { path[1] };
        }
        else
        {
            members?.Add(path[1]);
        }
    }
}
