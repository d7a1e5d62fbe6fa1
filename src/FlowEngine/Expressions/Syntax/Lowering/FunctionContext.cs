using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>A function while it is lowered.</summary>
/// <param name="outer">The function around it; null for the script.</param>
internal sealed class FunctionContext(FunctionContext? outer)
{
    public FunctionContext? Outer => outer;

    public bool IsArrow { get; init; }

    /// <summary>True for the constructor of a class.</summary>
    public bool IsConstructor { get; init; }

    /// <summary>Variable of the object whose method this is, which <c>super</c> starts from; null for plain functions.</summary>
    public string? Home { get; init; }

    /// <summary>Variable of the class that a constructor's class extends; null for none.</summary>
    public string? Base { get; init; }

    /// <summary>True when the function needs Jint's own arguments object.</summary>
    public bool UsesArguments { get; set; }

    /// <summary>Variable that keeps <c>this</c> for arrow functions inside; null while none asked.</summary>
    public string? ThisVariable { get; set; }

    /// <summary>Variable that keeps <c>arguments</c> likewise.</summary>
    public string? ArgumentsVariable { get; set; }

    public List<string> Variables { get; } = [];

    public List<FunctionDeclaration> Functions { get; } = [];

    /// <summary>The function whose <c>this</c> and <c>arguments</c> hold here: arrow functions have none of their own.</summary>
    public FunctionContext Owner
    {
        get
        {
            var owner = this;
            while (owner is { IsArrow: true, Outer: { } next })
            {
                owner = next;
            }

            return owner;
        }
    }
}
