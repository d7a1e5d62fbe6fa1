namespace FlowEngine.Compilation;

/// <summary>Which nodes' outputs and errors the expressions of a flow read, so that only those are kept.</summary>
internal sealed class NodeReads
{
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _errors = new(StringComparer.Ordinal);
    private bool _all;

    public bool Output(string nodeId) => _all || _outputs.Contains(nodeId);

    public bool Error(string nodeId) => _all || _errors.Contains(nodeId);

    /// <summary>Notes paths such as <c>nodes.find.output.status</c>; a path that stops early may read anything below.</summary>
    public void Add(IReadOnlyCollection<string> paths)
    {
        foreach (var path in paths)
        {
            var parts = path.Split('.', 4);
            if (parts[0] != "nodes")
            {
                continue;
            }

            _all |= parts.Length == 1;
            if (parts.Length == 2 || (parts.Length > 2 && parts[2] == "output"))
            {
                _outputs.Add(parts[1]);
            }

            if (parts.Length == 2 || (parts.Length > 2 && parts[2] == "error"))
            {
                _errors.Add(parts[1]);
            }
        }
    }
}
