using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>
/// Parses modern JavaScript (ECMA-262, 14th edition, strict mode) into a tree, by recursive descent. What no author of
/// a flow writes (generators, async functions, modules, BigInt) is refused by name. One use, one thread.
/// </summary>
/// <remarks>
/// An existing parser would have to run inside Jint, which costs 10 ms an expression and 2 seconds for the longest; this
/// one takes microseconds. The trees of acorn are what its tests hold it to.
/// </remarks>
internal sealed partial class ScriptParser
{
    /// <summary>How deep a script may be nested: the parser, what follows it and Jint itself are recursive.</summary>
    public const int MaxDepth = 256;

    private readonly SourceText _source;
    private readonly Lexer _lexer;
    private readonly HashSet<ScriptNode> _inParentheses = new(ReferenceEqualityComparer.Instance);
    private Token _token;
    private int _lastEnd;
    private int _depth;
    private int _classes;

    // "in" ends the head of a for loop, so it is no operator there.
    private bool _isInAllowed = true;

    // Where an arrow function may begin: at the start of an expression, not behind an operator.
    private int _arrowAt = -1;

    // Where "{ a = 1 }" stands, which is right only if it turns out to be a pattern; -1 for nowhere.
    private int _patternAt = -1;

    private ScriptParser(SourceText source)
    {
        _source = source;
        _lexer = new Lexer(source);
        _token = _lexer.Read(0);
    }

    /// <summary>Parses a source that is one expression.</summary>
    /// <exception cref="ScriptSyntaxException">It is none.</exception>
    public static ScriptNode ParseExpression(SourceText source)
    {
        var parser = new ScriptParser(source);
        if (parser._token.Kind == TokenKind.End)
        {
            throw source.Error(0, "There is no expression here.");
        }

        var expression = parser.ParseExpression();
        return parser._token.Kind == TokenKind.End ? expression : throw parser.Unexpected();
    }

    /// <summary>Parses statements that may return.</summary>
    /// <exception cref="ScriptSyntaxException">They are none.</exception>
    public static BlockNode ParseScript(SourceText source)
    {
        var parser = new ScriptParser(source);
        var statements = new List<ScriptNode>();
        while (parser._token.Kind != TokenKind.End)
        {
            statements.Add(parser.ParseStatement());
        }

        return new BlockNode(statements, new TextSpan(0, source.Text.Length));
    }

    private bool At(string punctuator) => _token.Is(punctuator);

    private bool AtWord(string word) => _token.IsWord(word);

    private void Next()
    {
        _lastEnd = _token.Span.End;
        _token = _lexer.Read(_lastEnd);
    }

    private bool Eat(string punctuator)
    {
        if (!At(punctuator))
        {
            return false;
        }

        Next();
        return true;
    }

    private bool EatWord(string word)
    {
        if (!AtWord(word))
        {
            return false;
        }

        Next();
        return true;
    }

    private void Expect(string punctuator)
    {
        if (!Eat(punctuator))
        {
            throw Unexpected($" A '{punctuator}' is missing.");
        }
    }

    private TextSpan From(int start) => new(start, _lastEnd);

    private ScriptSyntaxException Error(int position, string message) => _source.Error(position, message);

    private ScriptSyntaxException Unexpected(string hint = "") =>
        _token.Kind switch
        {
            TokenKind.End => Error(_token.Span.Start, $"The end comes too early.{hint}"),
            TokenKind.Name when _token.Text is "await" or "async" or "yield" or "import" or "export" => Error(
                _token.Span.Start,
                $"'{_token.Text}' is not understood here."
            ),
            _ => Error(_token.Span.Start, $"Unexpected '{_source.Of(_token.Span)}'.{hint}"),
        };

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw _source.Error(_token.Span.Start, $"This is nested deeper than {MaxDepth} levels.", "expression.depth");
        }
    }

    private void Leave() => _depth--;

    /// <summary>A name that may be declared or assigned.</summary>
    private NameNode ParseName(string what)
    {
        var token = _token;
        if (token.Kind != TokenKind.Name)
        {
            throw Unexpected($" The name of {what} is missing.");
        }

        if (Words.IsReserved(token.Text))
        {
            throw Error(token.Span.Start, $"'{token.Text}' is a word of the language and cannot be the name of {what}.");
        }

        if (token.Text is "eval" or "arguments")
        {
            throw Error(token.Span.Start, $"'{token.Text}' cannot be declared.");
        }

        Next();
        return new NameNode(token.Text, token.Span);
    }

    [DoesNotReturn]
    private void ThrowPatternMisplaced() => throw Error(_patternAt, "'=' gives a default only where a pattern stands.");
}
