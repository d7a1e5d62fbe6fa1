namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>The names that one block declares.</summary>
/// <param name="outer">The block around it; null for none.</param>
/// <param name="function">The function it belongs to.</param>
internal sealed class BlockScope(BlockScope? outer, FunctionContext function)
{
    private readonly Dictionary<string, Binding> _bindings = new(StringComparer.Ordinal);

    public BlockScope? Outer => outer;

    public FunctionContext Function => function;

    /// <summary>True for the body of a loop.</summary>
    public bool IsLoop { get; init; }

    /// <summary>Variables of which every turn of the loop has its own; null when no function keeps one.</summary>
    public List<string>? PerTurn { get; init; }

    public IEnumerable<KeyValuePair<string, Binding>> Bindings => _bindings;

    public bool Declares(string name) => _bindings.ContainsKey(name);

    public void Add(string name, Binding binding) => _bindings[name] = binding;

    public Binding? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._bindings.TryGetValue(name, out var binding))
            {
                return binding;
            }
        }

        return null;
    }

    /// <summary>The variables of the innermost loop turn that this block runs in; null when it shares the function's.</summary>
    public List<string>? FindPerTurn()
    {
        for (var scope = this; scope is not null && ReferenceEquals(scope.Function, function); scope = scope.Outer)
        {
            if (scope.PerTurn is not null || scope.IsLoop)
            {
                return scope.PerTurn;
            }
        }

        return null;
    }
}
