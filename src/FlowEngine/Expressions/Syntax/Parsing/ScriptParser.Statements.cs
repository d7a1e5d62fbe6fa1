namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>Statements.</summary>
internal sealed partial class ScriptParser
{
    private List<(string Name, bool IsLoop)> _labels = [];
    private int _loops;
    private int _breakables;

    private ScriptNode ParseStatement()
    {
        Enter();
        var statement = ParseStatementHere();
        Leave();
        return statement;
    }

    private ScriptNode ParseStatementHere()
    {
        var token = _token;
        var start = token.Span.Start;
        if (token.Is("{"))
        {
            return ParseBlock();
        }

        if (Eat(";"))
        {
            return new EmptyNode(token.Span);
        }

        if (token.Kind == TokenKind.Name)
        {
            switch (token.Text)
            {
                case "var" or "let" or "const":
                    return ParseVariables();
                case "function":
                    return ParseFunction(isDeclaration: true);
                case "class":
                    return ParseClass(isDeclaration: true);
                case "if":
                    return ParseIf();
                case "for":
                    return ParseFor();
                case "while":
                    Next();
                    return new WhileNode(ParseCondition(), ParseLoopBody(), From(start));
                case "do":
                    return ParseDoWhile();
                case "return" or "throw":
                    return ParseReturnOrThrow();
                case "break" or "continue":
                    return ParseJump();
                case "try":
                    return ParseTry();
                case "switch":
                    return ParseSwitch();
                case "debugger":
                    Next();
                    EndStatement();
                    return new EmptyNode(From(start));
                case "with":
                    throw Error(start, "'with' is not understood here.");
                case "import" or "export":
                    throw Error(start, $"'{token.Text}' is not understood here.");
                default:
                    if (!Words.IsReserved(token.Text) && _lexer.Read(token.Span.End).Is(":"))
                    {
                        return ParseLabeled();
                    }

                    break;
            }
        }

        var expression = ParseExpression();
        EndStatement();
        return new ExpressionStatementNode(expression, From(start));
    }

    /// <summary>A statement where no declaration may stand: the branch of an if, the body of a loop.</summary>
    private ScriptNode ParseSubStatement() =>
        _token.Kind == TokenKind.Name && _token.Text is "let" or "const" or "class" or "function"
            ? throw Error(_token.Span.Start, "Put { } around this declaration.")
            : ParseStatement();

    /// <summary>A semicolon, or what stands for one (ECMA-262, 12.10).</summary>
    private void EndStatement()
    {
        if (!Eat(";") && !At("}") && _token.Kind != TokenKind.End && !_token.IsAfterLineEnd)
        {
            throw Unexpected(" A ';' is missing.");
        }
    }

    private BlockNode ParseBlock()
    {
        var start = _token.Span.Start;
        Expect("{");
        var statements = new List<ScriptNode>();
        while (!At("}"))
        {
            if (_token.Kind == TokenKind.End)
            {
                throw Unexpected(" A '}' is missing.");
            }

            statements.Add(ParseStatement());
        }

        Next();
        return new BlockNode(statements, From(start));
    }

    private VariablesNode ParseVariables()
    {
        var start = _token.Span.Start;
        var variables = ParseVariableList(isInFor: false);
        EndStatement();
        return variables with { Span = From(start) };
    }

    private VariablesNode ParseVariableList(bool isInFor)
    {
        var start = _token.Span.Start;
        var kind = _token.Text;
        Next();
        var variables = new List<VariableNode>();
        do
        {
            var at = _token.Span.Start;
            var target = ParseBindingTarget();
            var value = Eat("=") ? ParseAssignment() : null;
            var mayLackValue = isInFor && (AtWord("of") || AtWord("in"));
            if (value is null && !mayLackValue && (kind == "const" || target is not NameNode))
            {
                throw Error(at, $"Give '{_source.Of(target.Span)}' a value.");
            }

            variables.Add(new VariableNode(target, value, From(at)));
        } while (Eat(","));
        return new VariablesNode(kind, variables, From(start));
    }

    private ScriptNode ParseCondition()
    {
        Expect("(");
        var condition = ParseExpression();
        Expect(")");
        return condition;
    }

    private IfNode ParseIf()
    {
        var start = _token.Span.Start;
        Next();
        var test = ParseCondition();
        var yes = ParseSubStatement();
        var no = EatWord("else") ? ParseSubStatement() : null;
        return new IfNode(test, yes, no, From(start));
    }

    private ScriptNode ParseLoopBody()
    {
        _loops++;
        _breakables++;
        var body = ParseSubStatement();
        _loops--;
        _breakables--;
        return body;
    }

    private DoWhileNode ParseDoWhile()
    {
        var start = _token.Span.Start;
        Next();
        var body = ParseLoopBody();
        if (!EatWord("while"))
        {
            throw Unexpected(" A 'while' is missing.");
        }

        var test = ParseCondition();
        Eat(";");
        return new DoWhileNode(body, test, From(start));
    }

    private ScriptNode ParseFor()
    {
        var start = _token.Span.Start;
        Next();
        if (AtWord("await"))
        {
            throw Unexpected();
        }

        Expect("(");
        var first = At(";") ? null : ParseForStart();
        if (first is not null && (AtWord("of") || AtWord("in")))
        {
            return ParseForEach(start, first);
        }

        if (_patternAt >= 0)
        {
            ThrowPatternMisplaced();
        }

        Expect(";");
        var test = At(";") ? null : ParseExpression();
        Expect(";");
        var update = At(")") ? null : ParseExpression();
        Expect(")");
        return new ForNode(first, test, update, ParseLoopBody(), From(start));
    }

    private ScriptNode ParseForStart()
    {
        _isInAllowed = false;
        ScriptNode first;
        if (_token.Kind == TokenKind.Name && _token.Text is "var" or "let" or "const")
        {
            first = ParseVariableList(isInFor: true);
        }
        else
        {
            var at = _token.Span.Start;
            first = ParseAssignmentOrPattern();
            if (At(","))
            {
                var all = new List<ScriptNode> { first };
                while (Eat(","))
                {
                    all.Add(ParseAssignment());
                }

                first = new SequenceNode(all, From(at));
            }
        }

        _isInAllowed = true;
        return first;
    }

    private ForEachNode ParseForEach(int start, ScriptNode first)
    {
        var isOverKeys = AtWord("in");
        var target = first;
        if (first is VariablesNode variables)
        {
            if (variables.Variables is not [{ Value: null }])
            {
                throw Error(first.Span.Start, "Declare one variable, without a value.");
            }
        }
        else
        {
            target = ToPattern(first, isDeclaration: false);
            _patternAt = -1;
        }

        Next();
        var source = isOverKeys ? ParseExpression() : ParseAssignment();
        Expect(")");
        return new ForEachNode(target, source, ParseLoopBody(), isOverKeys, From(start));
    }

    private ScriptNode ParseReturnOrThrow()
    {
        var start = _token.Span.Start;
        var isThrow = AtWord("throw");
        Next();
        var isAlone = At(";") || At("}") || _token.Kind == TokenKind.End || _token.IsAfterLineEnd;
        if (isThrow && isAlone)
        {
            throw Unexpected(" What to throw is missing.");
        }

        var value = isAlone ? null : ParseExpression();
        EndStatement();
        return isThrow ? new ThrowNode(value!, From(start)) : new ReturnNode(value, From(start)); // Alone throws above.
    }

    private ScriptNode ParseJump()
    {
        var start = _token.Span.Start;
        var isBreak = AtWord("break");
        Next();
        string? label = null;
        if (_token.Kind == TokenKind.Name && !_token.IsAfterLineEnd && !Words.IsReserved(_token.Text))
        {
            label = _token.Text;
            if (!_labels.Exists(l => l.Name == label && (isBreak || l.IsLoop)))
            {
                throw Error(_token.Span.Start, $"There is no {(isBreak ? "statement" : "loop")} '{label}' around this place.");
            }

            Next();
        }
        else if ((isBreak ? _breakables : _loops) == 0)
        {
            throw Error(start, $"'{(isBreak ? "break" : "continue")}' stands only inside a loop{(isBreak ? " or a switch" : string.Empty)}.");
        }

        EndStatement();
        return isBreak ? new BreakNode(label, From(start)) : new ContinueNode(label, From(start));
    }

    private TryNode ParseTry()
    {
        var start = _token.Span.Start;
        Next();
        var block = ParseBlock();
        ScriptNode? caught = null;
        BlockNode? handler = null;
        if (EatWord("catch"))
        {
            if (Eat("("))
            {
                caught = ParseBindingTarget();
                Expect(")");
            }

            handler = ParseBlock();
        }

        var finalizer = EatWord("finally") ? ParseBlock() : null;
        return handler is null && finalizer is null
            ? throw Unexpected(" A 'catch' or 'finally' is missing.")
            : new TryNode(block, caught, handler, finalizer, From(start));
    }

    private SwitchNode ParseSwitch()
    {
        var start = _token.Span.Start;
        Next();
        var value = ParseCondition();
        Expect("{");
        _breakables++;
        var cases = new List<CaseNode>();
        while (!Eat("}"))
        {
            cases.Add(ParseCase());
        }

        _breakables--;
        return cases.Count(c => c.Test is null) > 1
            ? throw Error(start, "A switch has one default.")
            : new SwitchNode(value, cases, From(start));
    }

    private CaseNode ParseCase()
    {
        var start = _token.Span.Start;
        ScriptNode? test = null;
        if (EatWord("case"))
        {
            test = ParseExpression();
        }
        else if (!EatWord("default"))
        {
            throw Unexpected(" A 'case' or 'default' is missing.");
        }

        Expect(":");
        var statements = new List<ScriptNode>();
        while (!At("}") && !AtWord("case") && !AtWord("default"))
        {
            if (_token.Kind == TokenKind.End)
            {
                throw Unexpected(" A '}' is missing.");
            }

            statements.Add(ParseStatement());
        }

        return new CaseNode(test, statements, From(start));
    }

    private LabeledNode ParseLabeled()
    {
        var start = _token.Span.Start;
        var label = ParseName("a label").Name;
        Expect(":");
        if (_labels.Exists(l => l.Name == label))
        {
            throw Error(start, $"The label '{label}' stands twice.");
        }

        _labels.Add((label, IsLoop: _token.Kind == TokenKind.Name && _token.Text is "for" or "while" or "do"));
        var body = ParseSubStatement();
        _labels.RemoveAt(_labels.Count - 1);
        return new LabeledNode(label, body, From(start));
    }
}
