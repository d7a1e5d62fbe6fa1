using FlowEngine.Expressions.Syntax.Lowering;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Turns source into a tree that a sandbox can run. Thread-safe.</summary>
internal static class ScriptFrontEnd
{
    /// <summary>Parses and prepares one expression or script.</summary>
    /// <param name="source">The author's text, at most <see cref="ExpressionLimits.MaxSourceLength"/> characters.</param>
    /// <param name="kind">What it is.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="ScriptSyntaxException">The text is neither, or too deeply nested.</exception>
    public static PreparedScript Prepare(string source, SourceKind kind)
    {
        var text = new SourceText(source);
        return kind == SourceKind.Script
            ? ScriptLowering.LowerScript(text, ScriptParser.ParseScript(text))
            : ScriptLowering.LowerExpression(text, ScriptParser.ParseExpression(text));
    }
}
