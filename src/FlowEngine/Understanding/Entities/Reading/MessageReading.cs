using FlowEngine.Understanding.Entities.Locales;

namespace FlowEngine.Understanding.Entities.Reading;

/// <summary>A message as the readers see it: its tokens, the words of its language, and the visitor's day. For one thread.</summary>
internal sealed class MessageReading
{
    // Tenses are told by words this near.
    private const int NearTokens = 14;

    private readonly List<Token> _tokens;
    private bool?[]? _past;

    public MessageReading(string text, UnderstandingContext context)
    {
        (Text, Context) = (text, context);
        Locale = Locale.Of(context.Language);
        _tokens = Tokenizer.Cut(text);
        Hide();
        Local = TimeZoneInfo.ConvertTime(context.Now, context.Zone).DateTime;
    }

    public string Text { get; }

    public UnderstandingContext Context { get; }

    public Locale Locale { get; }

    /// <summary>The visitor's clock.</summary>
    public DateTime Local { get; }

    /// <summary>The visitor's day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local);

    public int Count => _tokens.Count;

    /// <summary>Days that were read, by token.</summary>
    public Memo<DateOnly> Days => field ??= new Memo<DateOnly>(Count);

    /// <summary>Numbers that were read, by token.</summary>
    public Memo<decimal> Numbers => field ??= new Memo<decimal>(Count);

    /// <summary>The token at an index; an empty mark before the beginning and behind the end.</summary>
    public Token this[int index] => (uint)index < (uint)_tokens.Count ? _tokens[index] : new Token(TokenKind.Mark, Text.Length, Text.Length, "", false);

    /// <summary>Tells whether a token is a word or digits and has no blank before it.</summary>
    public bool IsGluedWord(int index) => this[index] is { IsGlued: true, Kind: TokenKind.Word or TokenKind.Digits };

    /// <summary>Index of the first token that ends behind a character.</summary>
    public int IndexAt(int character)
    {
        var (low, high) = (0, _tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _tokens[middle].End > character ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>Tells whether the sentence around a token is about the past.</summary>
    public bool IsPast(int index)
    {
        _past ??= new bool?[_tokens.Count + 1];
        return _past[index] ??= ReadTense(index);
    }

    private bool ReadTense(int index)
    {
        var (first, last) = (index, index);
        while (first > 0 && index - first < NearTokens && !EndsSentence(first - 1))
        {
            first--;
        }

        while (last < Count && last - index < NearTokens && !EndsSentence(last))
        {
            last++;
        }

        var isPast = false;
        for (var i = first; i < last; i++)
        {
            if (Locale.Future.TryRead(this, i, out _, out _))
            {
                return false;
            }

            isPast |= Locale.Past.TryRead(this, i, out _, out _);
        }

        return isPast;
    }

    private bool EndsSentence(int index)
    {
        var token = this[index];
        return token.Kind == TokenKind.Mark
            && token.Text is "." or "!" or "?" or ";"
            && !(this[index + 1].IsGlued || this[index - 1].IsDigits);
    }

    /// <summary>Takes greetings and the like out of sight: their tokens stay, without a text.</summary>
    private void Hide()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (Locale.Ignored.TryRead(this, i, out var next, out _))
            {
                for (; i < next; i++)
                {
                    _tokens[i] = _tokens[i] with { Text = "", Kind = TokenKind.Mark };
                }

                i--;
            }
        }
    }
}
