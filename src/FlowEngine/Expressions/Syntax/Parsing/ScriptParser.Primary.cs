namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>Names, literals and brackets.</summary>
internal sealed partial class ScriptParser
{
    private ScriptNode ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return ParseWord(token);
            case TokenKind.Number:
                Next();
                return new LiteralNode(token.Number, token.Span);
            case TokenKind.Text:
                Next();
                return new LiteralNode(token.Text, token.Span);
            case TokenKind.Punctuator:
                return token.Text switch
                {
                    "(" => ParseParenthesized(),
                    "[" => ParseArray(),
                    "{" => ParseObject(),
                    "`" => ParseTemplate(isTagged: false),
                    "/" or "/=" => ParseRegex(),
                    _ => throw Unexpected(),
                };
            default:
                throw Unexpected();
        }
    }

    private ScriptNode ParseWord(Token token)
    {
        switch (token.Text)
        {
            case "function":
                return ParseFunction(isDeclaration: false);
            case "class":
                return ParseClass(isDeclaration: false);
            case "this":
                Next();
                return new ThisNode(token.Span);
            case "super":
                Next();
                return At(".") || At("[") || At("(") ? new SuperNode(token.Span) : throw Error(token.Span.Start, "'super' stands before '.', '[' or '('.");
            case "true" or "false":
                Next();
                return new LiteralNode(token.Text == "true", token.Span);
            case "null":
                Next();
                return new LiteralNode(null, token.Span);
            case "async" when _lexer.Read(token.Span.End) is { Kind: TokenKind.Name, IsAfterLineEnd: false } next && !next.IsWord("in") && !next.IsWord("instanceof") && !next.IsWord("of"):
                throw Error(token.Span.Start, "Functions that are 'async' are not understood here.");
            default:
                if (Words.IsReserved(token.Text))
                {
                    throw Unexpected();
                }

                Next();
                return new NameNode(token.Text, token.Span);
        }
    }

    private RegexNode ParseRegex()
    {
        var start = _token.Span.Start;
        var (pattern, flags, end) = _lexer.ReadRegex(start);
        MoveTo(end);
        return new RegexNode(pattern, flags, From(start));
    }

    private void MoveTo(int end)
    {
        _lastEnd = end;
        _token = _lexer.Read(end);
    }

    private TemplateNode ParseTemplate(bool isTagged)
    {
        var start = _token.Span.Start;
        var texts = new List<TemplateText>();
        var expressions = new List<ScriptNode>();
        var at = start + 1;
        while (true)
        {
            var (text, end, isLast) = _lexer.ReadTemplateText(at);
            texts.Add(text);
            if (text.Cooked is null && !isTagged)
            {
                throw Error(at, "An escape in this template means nothing: write \\\\ for a backslash.");
            }

            MoveTo(end);
            if (isLast)
            {
                return new TemplateNode(texts, expressions, From(start));
            }

            expressions.Add(WithIn(ParseExpression));
            if (!At("}"))
            {
                throw Unexpected(" A '}' is missing.");
            }

            at = _token.Span.End;
        }
    }

    /// <summary>Brackets around an expression, or the parameters of an arrow function.</summary>
    private ScriptNode ParseParenthesized()
    {
        var start = _token.Span.Start;
        var mayBeArrow = start == _arrowAt;
        var outer = _patternAt;
        _patternAt = -1;
        Next();
        var (items, wantsArrow) = WithIn(ParseParenthesizedItems);
        Expect(")");
        if (mayBeArrow && At("=>") && !_token.IsAfterLineEnd)
        {
            _patternAt = outer;
            return ParseArrow(start, [.. items.Select(i => ToPattern(i, isDeclaration: true))]);
        }

        if (wantsArrow || items.Count == 0)
        {
            throw Unexpected(" The brackets hold no expression.");
        }

        if (_patternAt >= 0)
        {
            ThrowPatternMisplaced();
        }

        _patternAt = outer;
        var node = items.Count == 1 ? items[0] : new SequenceNode(items, new TextSpan(items[0].Span.Start, items[^1].Span.End));
        _inParentheses.Add(node);
        return node;
    }

    private (List<ScriptNode> Items, bool WantsArrow) ParseParenthesizedItems()
    {
        var items = new List<ScriptNode>();
        while (!At(")"))
        {
            var start = _token.Span.Start;
            if (Eat("..."))
            {
                items.Add(new RestNode(ParseBindingTarget(), From(start)));
                return (items, true);
            }

            items.Add(ParseAssignmentOrPattern());
            if (!Eat(","))
            {
                return (items, false);
            }
        }

        // A comma before the bracket is right only for parameters.
        return (items, items.Count > 0);
    }

    private ArrayNode ParseArray()
    {
        var start = _token.Span.Start;
        Next();
        var elements = WithIn(() =>
        {
            var all = new List<ScriptNode?>();
            while (!At("]"))
            {
                if (Eat(","))
                {
                    all.Add(null);
                    continue;
                }

                all.Add(ParseElement());
                if (!At("]"))
                {
                    Expect(",");
                }
            }

            return all;
        });
        Expect("]");
        return new ArrayNode(elements, From(start));
    }

    private ScriptNode ParseElement()
    {
        var start = _token.Span.Start;
        return Eat("...") ? new SpreadNode(ParseAssignmentOrPattern(), From(start)) : ParseAssignmentOrPattern();
    }

    private ObjectNode ParseObject()
    {
        var start = _token.Span.Start;
        Next();
        var members = WithIn(() =>
        {
            var all = new List<ScriptNode>();
            while (!At("}"))
            {
                all.Add(ParseProperty());
                if (!At("}"))
                {
                    Expect(",");
                }
            }

            return all;
        });
        Expect("}");
        return new ObjectNode(members, From(start));
    }

    private ScriptNode ParseProperty()
    {
        var start = _token.Span.Start;
        if (Eat("..."))
        {
            return new SpreadNode(ParseAssignmentOrPattern(), From(start));
        }

        RefuseGenerator();
        var word = _token;
        var key = ParseKey();
        if (IsAccessor(word))
        {
            key = ParseKey();
            return new PropertyNode(word.Text == "get" ? MemberKind.Getter : MemberKind.Setter, key, ParseMethod(), false, From(start));
        }

        if (At("("))
        {
            return new PropertyNode(MemberKind.Method, key, ParseMethod(), false, From(start));
        }

        if (Eat(":"))
        {
            return new PropertyNode(MemberKind.Value, key, ParseAssignmentOrPattern(), false, From(start));
        }

        if (word.Kind != TokenKind.Name || key.Name is null || Words.IsReserved(key.Name))
        {
            throw Unexpected(" A ':' is missing.");
        }

        ScriptNode value = new NameNode(key.Name, key.Span);
        if (At("="))
        {
            _patternAt = _patternAt >= 0 ? _patternAt : _token.Span.Start;
            Next();
            value = new DefaultNode(value, ParseAssignment(), From(start));
        }

        return new PropertyNode(MemberKind.Value, key, value, IsShorthand: true, From(start));
    }

    /// <summary>True when get or set was read and a key follows: "get full() {}", but not "get() {}" and not "get: 1".</summary>
    private bool IsAccessor(Token word)
    {
        if (word.Kind == TokenKind.Name && word.Text == "async" && IsKeyNext())
        {
            throw Error(word.Span.Start, "Functions that are 'async' are not understood here.");
        }

        return word.Kind == TokenKind.Name && word.Text is "get" or "set" && IsKeyNext();
    }

    private bool IsKeyNext() => _token.Kind is TokenKind.Name or TokenKind.PrivateName or TokenKind.Number or TokenKind.Text || At("[") || At("*");

    private void RefuseGenerator()
    {
        if (At("*"))
        {
            throw Error(_token.Span.Start, "Generators (function*) are not understood here.");
        }
    }

    private MemberKey ParseKey()
    {
        var token = _token;
        if (At("["))
        {
            var start = token.Span.Start;
            Next();
            var computed = WithIn(ParseAssignment);
            Expect("]");
            return new MemberKey(null, computed, From(start));
        }

        var name = token.Kind switch
        {
            TokenKind.Name or TokenKind.Text => token.Text,
            TokenKind.PrivateName => $"#{token.Text}",
            TokenKind.Number => NumberText.Of(token.Number),
            _ => throw Unexpected(" The name of a member is missing."),
        };
        Next();
        return new MemberKey(name, null, token.Span);
    }
}
