namespace FlowEngine.Expressions.Syntax;

/// <summary>Names that a function of the script declares.</summary>
/// <param name="outer">The function around it; null for the expression itself.</param>
internal sealed class FunctionScope(FunctionScope? outer)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The function around this one.</summary>
    public FunctionScope? Outer => outer;

    /// <summary>Variables that the preparation added.</summary>
    public List<string> Temporaries { get; } = [];

    /// <summary>True when the function reads its <c>arguments</c>.</summary>
    public bool UsesArguments { get; set; }

    public void Declare(string name) => _names.Add(name);

    public void Remove(string name) => _names.Remove(name);

    public bool Declares(string name) => _names.Contains(name) || (outer?.Declares(name) ?? false);

    public bool DeclaresItself(string name) => _names.Contains(name);

    /// <summary>A new variable that no script can name.</summary>
    public string Temporary()
    {
        var name = $"t@{Temporaries.Count}";
        Temporaries.Add(name);
        return name;
    }
}
