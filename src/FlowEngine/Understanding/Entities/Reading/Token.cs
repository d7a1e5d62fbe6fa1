namespace FlowEngine.Understanding.Entities.Reading;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>Neither a word nor digits, or behind the end.</summary>
    Mark,

    /// <summary>Letters.</summary>
    Word,

    /// <summary>Decimal digits of any script.</summary>
    Digits,
}

/// <summary>A word, a run of digits or a mark of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index behind its last one.</param>
/// <param name="Text">As words are compared: lower case, "ä" as "ae", digits as 0 to 9; empty for what must not be read.</param>
/// <param name="IsGlued">True when it begins where the one before ends.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, bool IsGlued)
{
    /// <summary>Number of its characters that count.</summary>
    public int Length => Text.Length;

    public bool IsDigits => Kind == TokenKind.Digits;

    public bool IsWord => Kind == TokenKind.Word;

    /// <summary>A whole number of at most nine digits; -1 for anything else.</summary>
    public int Number => IsDigits && Text.Length <= 9 ? int.Parse(Text, System.Globalization.CultureInfo.InvariantCulture) : -1;

    public bool IsMark(char mark) => Kind == TokenKind.Mark && Text.Length == 1 && Text[0] == mark;
}
