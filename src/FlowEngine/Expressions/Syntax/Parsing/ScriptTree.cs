namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>A part of the author's text.</summary>
/// <param name="Start">First character, from 0.</param>
/// <param name="End">Behind the last character.</param>
internal readonly record struct TextSpan(int Start, int End);

/// <summary>A node of a parsed script: the shapes of ESTree (github.com/estree/estree), as far as scripts may use them.</summary>
/// <param name="Span">Where it stands.</param>
internal abstract record ScriptNode(TextSpan Span);

internal sealed record NameNode(string Name, TextSpan Span) : ScriptNode(Span);

/// <summary>A number, a text, true, false or null.</summary>
internal sealed record LiteralNode(object? Value, TextSpan Span) : ScriptNode(Span);

internal sealed record RegexNode(string Pattern, string Flags, TextSpan Span) : ScriptNode(Span);

/// <summary>Text between the expressions of a template; cooked is null where an escape means nothing.</summary>
internal readonly record struct TemplateText(string? Cooked, string Raw);

internal sealed record TemplateNode(IReadOnlyList<TemplateText> Texts, IReadOnlyList<ScriptNode> Expressions, TextSpan Span)
    : ScriptNode(Span);

internal sealed record TaggedTemplateNode(ScriptNode Tag, TemplateNode Template, TextSpan Span) : ScriptNode(Span);

internal sealed record ThisNode(TextSpan Span) : ScriptNode(Span);

internal sealed record SuperNode(TextSpan Span) : ScriptNode(Span);

/// <summary>Elements are null for holes.</summary>
internal sealed record ArrayNode(IReadOnlyList<ScriptNode?> Elements, TextSpan Span) : ScriptNode(Span);

internal sealed record ObjectNode(IReadOnlyList<ScriptNode> Members, TextSpan Span) : ScriptNode(Span);

internal enum MemberKind
{
    Value,
    Method,
    Getter,
    Setter,
    Constructor,
    StaticBlock,
}

/// <summary>The key of a member: a known name, or an expression in brackets.</summary>
/// <param name="Name">The name; null for an expression. Private names start with #.</param>
/// <param name="Computed">The expression in brackets; null for a name.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record MemberKey(string? Name, ScriptNode? Computed, TextSpan Span);

/// <summary>A member of an object literal.</summary>
internal sealed record PropertyNode(MemberKind Kind, MemberKey Key, ScriptNode Value, bool IsShorthand, TextSpan Span)
    : ScriptNode(Span);

/// <summary>A function of any kind; its body is a block, or the expression of an arrow function.</summary>
internal sealed record FunctionNode(
    NameNode? Id,
    IReadOnlyList<ScriptNode> Parameters,
    ScriptNode Body,
    bool IsArrow,
    bool IsDeclaration,
    TextSpan Span
) : ScriptNode(Span);

internal sealed record ClassNode(NameNode? Id, ScriptNode? Base, IReadOnlyList<ClassMemberNode> Members, bool IsDeclaration, TextSpan Span)
    : ScriptNode(Span);

/// <summary>A member of a class; a field without a value has none, a static block is a function.</summary>
internal sealed record ClassMemberNode(MemberKind Kind, MemberKey Key, ScriptNode? Value, bool IsStatic, TextSpan Span)
    : ScriptNode(Span);

internal sealed record UnaryNode(string Operator, ScriptNode Argument, TextSpan Span) : ScriptNode(Span);

internal sealed record UpdateNode(bool IsIncrement, bool IsPrefix, ScriptNode Argument, TextSpan Span) : ScriptNode(Span);

internal sealed record BinaryNode(string Operator, ScriptNode Left, ScriptNode Right, TextSpan Span) : ScriptNode(Span);

/// <summary>One of &amp;&amp;, || and ??.</summary>
internal sealed record LogicalNode(string Operator, ScriptNode Left, ScriptNode Right, TextSpan Span) : ScriptNode(Span);

internal sealed record AssignNode(string Operator, ScriptNode Target, ScriptNode Value, TextSpan Span) : ScriptNode(Span);

internal sealed record ConditionalNode(ScriptNode Test, ScriptNode Yes, ScriptNode No, TextSpan Span) : ScriptNode(Span);

internal sealed record SequenceNode(IReadOnlyList<ScriptNode> Expressions, TextSpan Span) : ScriptNode(Span);

internal sealed record MemberNode(ScriptNode Owner, MemberKey Key, bool IsOptional, TextSpan Span) : ScriptNode(Span);

internal sealed record CallNode(ScriptNode Callee, IReadOnlyList<ScriptNode> Arguments, bool IsOptional, TextSpan Span)
    : ScriptNode(Span);

/// <summary>The whole of an optional chain: what stands behind a ?. that finds nothing is skipped up to here.</summary>
internal sealed record ChainNode(ScriptNode Expression, TextSpan Span) : ScriptNode(Span);

internal sealed record NewNode(ScriptNode Callee, IReadOnlyList<ScriptNode> Arguments, TextSpan Span) : ScriptNode(Span);

internal sealed record SpreadNode(ScriptNode Argument, TextSpan Span) : ScriptNode(Span);

/// <summary>Elements are null for what is skipped.</summary>
internal sealed record ArrayPatternNode(IReadOnlyList<ScriptNode?> Elements, TextSpan Span) : ScriptNode(Span);

/// <summary>Members are properties whose values are targets; the last may be a <see cref="RestNode"/>.</summary>
internal sealed record ObjectPatternNode(IReadOnlyList<ScriptNode> Members, TextSpan Span) : ScriptNode(Span);

internal sealed record DefaultNode(ScriptNode Target, ScriptNode Default, TextSpan Span) : ScriptNode(Span);

internal sealed record RestNode(ScriptNode Target, TextSpan Span) : ScriptNode(Span);

internal sealed record BlockNode(IReadOnlyList<ScriptNode> Statements, TextSpan Span) : ScriptNode(Span);

internal sealed record ExpressionStatementNode(ScriptNode Expression, TextSpan Span) : ScriptNode(Span);

/// <summary>Kind is var, let or const.</summary>
internal sealed record VariablesNode(string Kind, IReadOnlyList<VariableNode> Variables, TextSpan Span) : ScriptNode(Span);

internal sealed record VariableNode(ScriptNode Target, ScriptNode? Value, TextSpan Span) : ScriptNode(Span);

internal sealed record IfNode(ScriptNode Test, ScriptNode Yes, ScriptNode? No, TextSpan Span) : ScriptNode(Span);

internal sealed record ForNode(ScriptNode? Start, ScriptNode? Test, ScriptNode? Update, ScriptNode Body, TextSpan Span)
    : ScriptNode(Span);

/// <summary>Both <c>for (… of …)</c> and <c>for (… in …)</c>.</summary>
internal sealed record ForEachNode(ScriptNode Target, ScriptNode Source, ScriptNode Body, bool IsOverKeys, TextSpan Span)
    : ScriptNode(Span);

internal sealed record WhileNode(ScriptNode Test, ScriptNode Body, TextSpan Span) : ScriptNode(Span);

internal sealed record DoWhileNode(ScriptNode Body, ScriptNode Test, TextSpan Span) : ScriptNode(Span);

internal sealed record ReturnNode(ScriptNode? Value, TextSpan Span) : ScriptNode(Span);

internal sealed record BreakNode(string? Label, TextSpan Span) : ScriptNode(Span);

internal sealed record ContinueNode(string? Label, TextSpan Span) : ScriptNode(Span);

internal sealed record ThrowNode(ScriptNode Value, TextSpan Span) : ScriptNode(Span);

internal sealed record TryNode(BlockNode Block, ScriptNode? Caught, BlockNode? Handler, BlockNode? Finalizer, TextSpan Span)
    : ScriptNode(Span);

internal sealed record SwitchNode(ScriptNode Value, IReadOnlyList<CaseNode> Cases, TextSpan Span) : ScriptNode(Span);

/// <summary>The test is null for default.</summary>
internal sealed record CaseNode(ScriptNode? Test, IReadOnlyList<ScriptNode> Statements, TextSpan Span) : ScriptNode(Span);

internal sealed record LabeledNode(string Label, ScriptNode Body, TextSpan Span) : ScriptNode(Span);

internal sealed record EmptyNode(TextSpan Span) : ScriptNode(Span);
