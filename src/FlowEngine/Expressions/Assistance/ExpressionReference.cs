namespace FlowEngine.Expressions.Assistance;

/// <summary>One place where an expression reads something of its scope, such as <c>vars.order.status</c>.</summary>
/// <param name="Segments">The names of the path, as far as they are known from the text.</param>
public sealed record ExpressionReference(IReadOnlyList<ReferenceSegment> Segments)
{
    /// <summary>The path with dots.</summary>
    public string Path => string.Join('.', Segments.Select(s => s.Name));

    /// <summary>Whether the path is or begins with another one.</summary>
    /// <param name="path">Names with dots.</param>
    /// <returns>True when it does.</returns>
    public bool StartsWith(string path) => Path == path || Path.StartsWith($"{path}.", StringComparison.Ordinal);
}

/// <summary>A name in a path.</summary>
/// <param name="Name">The name.</param>
/// <param name="Start">Where it stands in the author's text, from 0.</param>
/// <param name="Length">How long it is there, quotes included.</param>
/// <param name="Form">How it is written.</param>
public sealed record ReferenceSegment(string Name, int Start, int Length, ReferenceForm Form);

/// <summary>How a name of a path is written.</summary>
public enum ReferenceForm
{
    /// <summary>As a name: <c>vars.order</c>.</summary>
    Name,

    /// <summary>As a text in brackets: <c>vars['order']</c>.</summary>
    Text,

    /// <summary>In a pattern, where it declares a variable of the same name, too: <c>const { order } = vars</c>.</summary>
    Shorthand,
}
