using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>A syntax tree that any sandbox can run, shared between them: nothing in it belongs to one engine.</summary>
/// <param name="Function">Function without parameters whose result is the script's.</param>
/// <param name="Roots">Free names, with the members that are read when only known members are; null for the whole.</param>
/// <param name="Reads">Static paths that are read.</param>
/// <param name="References">Every read by itself, with its place.</param>
internal sealed record PreparedScript(
    FunctionExpression Function,
    IReadOnlyDictionary<string, IReadOnlyList<string>?> Roots,
    IReadOnlyCollection<string> Reads,
    IReadOnlyList<IReadOnlyList<ReadSegment>> References
);
