namespace FlowEngine.Expressions.Syntax;

/// <summary>
/// Turns source into a tree that a sandbox can run. The seam for modern syntax: a front end that parses ES2015 and
/// later and lowers it to the same tree takes the place of <see cref="Es5FrontEnd"/>. Thread-safe.
/// </summary>
internal interface IScriptFrontEnd
{
    /// <summary>Parses and prepares one expression or script.</summary>
    /// <param name="source">The author's text, at most <see cref="ExpressionLimits.MaxSourceLength"/> characters.</param>
    /// <param name="kind">What it is.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="ScriptSyntaxException">The text is nothing this front end knows.</exception>
    PreparedScript Prepare(string source, SourceKind kind);
}
