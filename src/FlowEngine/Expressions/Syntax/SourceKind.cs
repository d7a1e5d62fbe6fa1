namespace FlowEngine.Expressions.Syntax;

/// <summary>What an author's JavaScript is.</summary>
internal enum SourceKind
{
    /// <summary>One expression: its value is the result.</summary>
    Expression,

    /// <summary>Statements: what they return is the result.</summary>
    Script,
}
