using System.Collections.Frozen;

namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>Words that scripts cannot use as names: those of strict mode (ECMA-262, 12.7.2).</summary>
internal static class Words
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
        "export", "extends", "false", "finally", "for", "function", "if", "implements", "import", "in", "instanceof", "interface",
        "let", "new", "null", "package", "private", "protected", "public", "return", "static", "super", "switch", "this", "throw",
        "true", "try", "typeof", "var", "void", "while", "with", "yield"
    );

    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>Strength of a binary operator; 0 for what is none.</summary>
    public static int Precedence(in Token token, bool isInAllowed) =>
        token.Kind switch
        {
            TokenKind.Punctuator => token.Text switch
            {
                "??" => 1,
                "||" => 2,
                "&&" => 3,
                "|" => 4,
                "^" => 5,
                "&" => 6,
                "==" or "!=" or "===" or "!==" => 7,
                "<" or ">" or "<=" or ">=" => 8,
                "<<" or ">>" or ">>>" => 9,
                "+" or "-" => 10,
                "*" or "/" or "%" => 11,
                "**" => 12,
                _ => 0,
            },
            TokenKind.Name => token.Text == "instanceof" || (token.Text == "in" && isInAllowed) ? 8 : 0,
            _ => 0,
        };

    public static bool IsAssignment(in Token token) =>
        token.Kind == TokenKind.Punctuator
        && token.Text
            is "="
                or "+="
                or "-="
                or "*="
                or "/="
                or "%="
                or "**="
                or "<<="
                or ">>="
                or ">>>="
                or "&="
                or "|="
                or "^="
                or "&&="
                or "||="
                or "??=";
}
