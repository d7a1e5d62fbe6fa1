using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>The name after a dot. It knows what it is read from, so that a failure can be told in the author's words.</summary>
internal sealed class MemberName : Literal
{
    public MemberName(string name, string owner)
    {
        Type = SyntaxNodes.Literal;
        Value = name;
        Cached = true;
        CachedValue = new JsValue(name);
        Name = name;
        Owner = owner;
    }

    /// <summary>The member's name.</summary>
    public string Name { get; }

    /// <summary>Source text of what the member is read from.</summary>
    public string Owner { get; }
}
