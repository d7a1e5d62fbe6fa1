namespace FlowEngine.Expressions.Syntax.Parsing;

internal enum TokenKind
{
    End,

    /// <summary>A name or a word of the language.</summary>
    Name,

    /// <summary>A name after #.</summary>
    PrivateName,
    Punctuator,
    Number,
    Text,
}

/// <summary>A token of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The name, the punctuator, or the value of a text.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="IsAfterLineEnd">True when a line ended before it, where a semicolon may be left out.</param>
/// <param name="Number">The value of a number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, TextSpan Span, bool IsAfterLineEnd, double Number = 0)
{
    public bool Is(string punctuator) => Kind == TokenKind.Punctuator && Text == punctuator;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}
