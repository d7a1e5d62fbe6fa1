namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>What is written in a code field.</summary>
public enum CodeKind
{
    /// <summary>One JavaScript expression, without the <c>=</c> before it.</summary>
    Expression,

    /// <summary>Statements of JavaScript.</summary>
    Script,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Text, which may be a formula after <c>=</c> or hold values in braces, where the field takes that.</summary>
    Text,
}
