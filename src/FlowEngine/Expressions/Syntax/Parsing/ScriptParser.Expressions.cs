namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>Expressions by their operators, weakest first.</summary>
internal sealed partial class ScriptParser
{
    /// <summary>Expressions with commas between them.</summary>
    private ScriptNode ParseExpression()
    {
        var start = _token.Span.Start;
        var first = ParseAssignment();
        if (!At(","))
        {
            return first;
        }

        var all = new List<ScriptNode> { first };
        while (Eat(","))
        {
            all.Add(ParseAssignment());
        }

        return new SequenceNode(all, From(start));
    }

    /// <summary>An expression without a comma.</summary>
    private ScriptNode ParseAssignment()
    {
        var outer = _patternAt;
        _patternAt = -1;
        var node = ParseAssignmentOrPattern();
        if (_patternAt >= 0)
        {
            ThrowPatternMisplaced();
        }

        _patternAt = outer;
        return node;
    }

    /// <summary>An expression without a comma; what is right only in a pattern is left to the caller to refuse.</summary>
    private ScriptNode ParseAssignmentOrPattern()
    {
        Enter();
        var start = _token.Span.Start;
        _arrowAt = start;
        if (_token.Kind == TokenKind.Name && !Words.IsReserved(_token.Text) && IsArrowNext())
        {
            var parameter = ParseName("a parameter");
            var arrow = ParseArrow(start, [parameter]);
            Leave();
            return arrow;
        }

        var outer = _patternAt;
        _patternAt = -1;
        var node = ParseConditional();
        if (Words.IsAssignment(_token) && !IsArrow(node))
        {
            var operation = _token.Text;
            var target = operation == "=" ? ToPattern(node, isDeclaration: false) : SimpleTarget(node);
            _patternAt = operation == "=" ? -1 : _patternAt;
            Next();
            node = new AssignNode(operation, target, ParseAssignment(), From(start));
        }

        _patternAt = outer >= 0 ? outer : _patternAt;
        Leave();
        return node;
    }

    private bool IsArrowNext()
    {
        var next = _lexer.Read(_token.Span.End);
        return next.Is("=>") && !next.IsAfterLineEnd;
    }

    private bool IsArrow(ScriptNode node) => node is FunctionNode { IsArrow: true } && !_inParentheses.Contains(node);

    private ScriptNode ParseConditional()
    {
        var start = _token.Span.Start;
        var test = ParseBinary(0);
        if (IsArrow(test) || !Eat("?"))
        {
            return test;
        }

        var isInAllowed = _isInAllowed;
        _isInAllowed = true;
        var yes = ParseAssignment();
        _isInAllowed = isInAllowed;
        Expect(":");
        var no = ParseAssignment();
        return new ConditionalNode(test, yes, no, From(start));
    }

    private ScriptNode ParseBinary(int weakerThan)
    {
        var start = _token.Span.Start;
        var left = ParseUnary();
        while (!IsArrow(left) && Words.Precedence(_token, _isInAllowed) is var precedence && precedence > weakerThan)
        {
            var operation = _token;
            if (operation.Text == "**" && left is UnaryNode && !_inParentheses.Contains(left))
            {
                throw Error(left.Span.Start, "Put brackets around the left side of '**'.");
            }

            Next();
            Enter();
            var right = ParseBinary(operation.Text == "**" ? precedence - 1 : precedence);
            Leave();
            left = Combine(operation, left, right, From(start));
        }

        return left;
    }

    private ScriptNode Combine(Token operation, ScriptNode left, ScriptNode right, TextSpan span)
    {
        if (operation.Text is not ("&&" or "||" or "??"))
        {
            return new BinaryNode(operation.Text, left, right, span);
        }

        if (IsMixed(left) || IsMixed(right))
        {
            throw Error(operation.Span.Start, "Put brackets where '??' meets '&&' or '||'.");
        }

        return new LogicalNode(operation.Text, left, right, span);

        bool IsMixed(ScriptNode side) =>
            side is LogicalNode logical
            && !_inParentheses.Contains(side)
            && (logical.Operator == "??") != (operation.Text == "??");
    }

    private ScriptNode ParseUnary()
    {
        Enter();
        var node = ParseUnaryHere();
        Leave();
        return node;
    }

    private ScriptNode ParseUnaryHere()
    {
        var token = _token;
        var start = token.Span.Start;
        if (token.Is("++") || token.Is("--"))
        {
            Next();
            var target = SimpleTarget(ParseUnary());
            return new UpdateNode(token.Text == "++", IsPrefix: true, target, From(start));
        }

        if (token.Is("+") || token.Is("-") || token.Is("!") || token.Is("~") || (token.Kind == TokenKind.Name && token.Text is "typeof" or "void" or "delete"))
        {
            Next();
            var argument = ParseUnary();
            return token.Text == "delete" && argument is NameNode name
                ? throw Error(start, $"The variable '{name.Name}' cannot be deleted.")
                : new UnaryNode(token.Text, argument, From(start));
        }

        var node = ParseLeftHandSide();
        if ((At("++") || At("--")) && !_token.IsAfterLineEnd && !IsArrow(node))
        {
            var target = SimpleTarget(node);
            var isIncrement = At("++");
            Next();
            return new UpdateNode(isIncrement, IsPrefix: false, target, From(start));
        }

        return node;
    }

    /// <summary>A name or member that takes a value.</summary>
    private ScriptNode SimpleTarget(ScriptNode node) =>
        node switch
        {
            NameNode { Name: "eval" or "arguments" } or not (NameNode or MemberNode) => throw Error(node.Span.Start, "This cannot be assigned to."),
            _ => node,
        };

    private ScriptNode ParseLeftHandSide()
    {
        var start = _token.Span.Start;
        var node = AtWord("new") ? ParseNew() : ParsePrimary();
        return IsArrow(node) ? node : ParseSubscripts(node, start, areCallsAllowed: true);
    }

    private ScriptNode ParseSubscripts(ScriptNode node, int start, bool areCallsAllowed)
    {
        var isChain = false;
        while (_token.Kind == TokenKind.Punctuator)
        {
            if (At("?.") && areCallsAllowed)
            {
                isChain = true;
                Next();
                node =
                    At("(") ? new CallNode(node, ParseArguments(), IsOptional: true, From(start))
                    : At("[") ? new MemberNode(node, ParseComputedKey(), IsOptional: true, From(start))
                    : new MemberNode(node, ParseMemberName(), IsOptional: true, From(start));
            }
            else if (Eat("."))
            {
                node = new MemberNode(node, ParseMemberName(), IsOptional: false, From(start));
            }
            else if (At("["))
            {
                node = new MemberNode(node, ParseComputedKey(), IsOptional: false, From(start));
            }
            else if (At("(") && areCallsAllowed)
            {
                node = new CallNode(node, ParseArguments(), IsOptional: false, From(start));
            }
            else if (At("`"))
            {
                if (isChain)
                {
                    throw Unexpected(" A template cannot follow '?.'.");
                }

                node = new TaggedTemplateNode(node, ParseTemplate(isTagged: true), From(start));
            }
            else
            {
                break;
            }
        }

        return isChain ? new ChainNode(node, From(start)) : node;
    }

    /// <summary>The name after a dot; a key has the brackets or the name itself as its place.</summary>
    private MemberKey ParseMemberName()
    {
        var token = _token;
        if (token.Kind is not (TokenKind.Name or TokenKind.PrivateName))
        {
            throw Unexpected(" The name of a member is missing.");
        }

        if (token.Kind == TokenKind.PrivateName && _classes == 0)
        {
            throw Error(token.Span.Start, "Private members stand only in classes.");
        }

        Next();
        return new MemberKey(token.Kind == TokenKind.PrivateName ? $"#{token.Text}" : token.Text, null, token.Span);
    }

    private MemberKey ParseComputedKey()
    {
        var start = _token.Span.Start;
        Expect("[");
        var key = WithIn(ParseExpression);
        Expect("]");
        return new MemberKey(null, key, From(start));
    }

    private List<ScriptNode> ParseArguments()
    {
        Expect("(");
        var arguments = new List<ScriptNode>();
        while (!At(")"))
        {
            arguments.Add(WithIn(ParseArgument));
            if (!Eat(","))
            {
                break;
            }
        }

        Expect(")");
        return arguments;
    }

    private ScriptNode ParseArgument()
    {
        var start = _token.Span.Start;
        return Eat("...") ? new SpreadNode(ParseAssignment(), From(start)) : ParseAssignment();
    }

    private NewNode ParseNew()
    {
        Enter();
        var start = _token.Span.Start;
        Next();
        if (At("."))
        {
            throw Error(start, "'new.target' is not understood here.");
        }

        var calleeStart = _token.Span.Start;
        var callee = AtWord("new") ? ParseNew() : ParsePrimary();
        callee = ParseSubscripts(callee, calleeStart, areCallsAllowed: false);
        if (At("?."))
        {
            throw Unexpected(" '?.' cannot follow 'new'.");
        }

        var arguments = At("(") ? ParseArguments() : [];
        Leave();
        return new NewNode(callee, arguments, From(start));
    }

    private T WithIn<T>(Func<T> parse)
    {
        var outer = _isInAllowed;
        _isInAllowed = true;
        var result = parse();
        _isInAllowed = outer;
        return result;
    }
}
