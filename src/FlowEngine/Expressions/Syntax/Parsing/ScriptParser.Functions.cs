namespace FlowEngine.Expressions.Syntax.Parsing;

/// <summary>Functions, classes and the patterns of their parameters.</summary>
internal sealed partial class ScriptParser
{
    private FunctionNode ParseFunction(bool isDeclaration)
    {
        var start = _token.Span.Start;
        Next();
        RefuseGenerator();
        var id = isDeclaration || _token.Kind == TokenKind.Name ? ParseName("a function") : null;
        var parameters = ParseParameters();
        return new FunctionNode(id, parameters, ParseFunctionBody(), IsArrow: false, isDeclaration, From(start));
    }

    private FunctionNode ParseArrow(int start, IReadOnlyList<ScriptNode> parameters)
    {
        Expect("=>");
        var body = At("{") ? ParseFunctionBody() : ParseAssignment();
        return new FunctionNode(null, parameters, body, IsArrow: true, IsDeclaration: false, From(start));
    }

    private FunctionNode ParseMethod()
    {
        var start = _token.Span.Start;
        var parameters = ParseParameters();
        return new FunctionNode(null, parameters, ParseFunctionBody(), IsArrow: false, IsDeclaration: false, From(start));
    }

    private List<ScriptNode> ParseParameters()
    {
        Expect("(");
        var parameters = new List<ScriptNode>();
        while (!At(")"))
        {
            var start = _token.Span.Start;
            if (Eat("..."))
            {
                parameters.Add(new RestNode(ParseBindingTarget(), From(start)));
                break;
            }

            parameters.Add(WithIn(ParseBindingElement));
            if (!Eat(","))
            {
                break;
            }
        }

        Expect(")");
        return parameters;
    }

    private BlockNode ParseFunctionBody()
    {
        var (labels, loops, breaks, isInAllowed) = (_labels, _loops, _breakables, _isInAllowed);
        (_labels, _loops, _breakables, _isInAllowed) = ([], 0, 0, true);
        var block = ParseBlock();
        (_labels, _loops, _breakables, _isInAllowed) = (labels, loops, breaks, isInAllowed);
        return block;
    }

    /// <summary>A name or pattern that is declared.</summary>
    private ScriptNode ParseBindingTarget()
    {
        if (!At("[") && !At("{"))
        {
            return ParseName("a variable");
        }

        var outer = _patternAt;
        var pattern = ToPattern(ParsePrimary(), isDeclaration: true);
        _patternAt = outer;
        return pattern;
    }

    private ScriptNode ParseBindingElement()
    {
        var start = _token.Span.Start;
        var target = ParseBindingTarget();
        return Eat("=") ? new DefaultNode(target, ParseAssignment(), From(start)) : target;
    }

    /// <summary>What was read as an expression, as a pattern: literals are read before it is known which of the two they are.</summary>
    private ScriptNode ToPattern(ScriptNode node, bool isDeclaration)
    {
        if (node is not (NameNode or MemberNode) && _inParentheses.Contains(node))
        {
            throw Error(node.Span.Start, "A pattern stands without brackets around it.");
        }

        switch (node)
        {
            case NameNode { Name: "eval" or "arguments" } name:
                throw Error(name.Span.Start, $"'{name.Name}' cannot be declared.");
            case NameNode when isDeclaration && _inParentheses.Contains(node):
                throw Error(node.Span.Start, "The name of a parameter stands without brackets.");
            case NameNode or ArrayPatternNode or ObjectPatternNode:
                return node;
            case MemberNode when !isDeclaration:
                return node;
            case DefaultNode(var target, var value, var span):
                return new DefaultNode(ToPattern(target, isDeclaration), value, span);
            case AssignNode("=", var target, var value, var span):
                return new DefaultNode(ToPattern(target, isDeclaration), value, span);
            case RestNode(var target, var span):
                return new RestNode(ToPattern(target, isDeclaration), span);
            case ArrayNode array:
                return ToPattern(array, isDeclaration);
            case ObjectNode literal:
                return ToPattern(literal, isDeclaration);
            default:
                throw Error(node.Span.Start, isDeclaration ? "This is no name that can be declared." : "This cannot be assigned to.");
        }
    }

    private ArrayPatternNode ToPattern(ArrayNode array, bool isDeclaration)
    {
        var elements = new ScriptNode?[array.Elements.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = array.Elements[i] switch
            {
                null => null,
                SpreadNode spread => i == elements.Length - 1 && spread.Argument is not AssignNode && !_lexer.Read(spread.Span.End).Is(",")
                    ? new RestNode(ToPattern(spread.Argument, isDeclaration), spread.Span)
                    : throw Error(spread.Span.Start, "'...' stands last in a pattern."),
                var element => ToPattern(element, isDeclaration),
            };
        }

        return new ArrayPatternNode(elements, array.Span);
    }

    private ObjectPatternNode ToPattern(ObjectNode literal, bool isDeclaration)
    {
        var members = new ScriptNode[literal.Members.Count];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = literal.Members[i] switch
            {
                PropertyNode { Kind: MemberKind.Value } property => property with { Value = ToPattern(property.Value, isDeclaration) },
                SpreadNode { Argument: NameNode or MemberNode } spread when i == members.Length - 1 => new RestNode(
                    ToPattern(spread.Argument, isDeclaration),
                    spread.Span
                ),
                var other => throw Error(other.Span.Start, "This cannot stand in a pattern."),
            };
        }

        return new ObjectPatternNode(members, literal.Span);
    }

    private ClassNode ParseClass(bool isDeclaration)
    {
        var start = _token.Span.Start;
        Next();
        var id = isDeclaration || (_token.Kind == TokenKind.Name && !AtWord("extends")) ? ParseName("a class") : null;
        var parent = EatWord("extends") ? ParseLeftHandSide() : null;
        Expect("{");
        _classes++;
        var members = new List<ClassMemberNode>();
        while (!At("}"))
        {
            if (!Eat(";"))
            {
                members.Add(ParseClassMember());
            }
        }

        _classes--;
        Expect("}");
        return new ClassNode(id, parent, members, isDeclaration, From(start));
    }

    private ClassMemberNode ParseClassMember()
    {
        var start = _token.Span.Start;
        var isStatic = false;
        if (AtWord("static") && _lexer.Read(_token.Span.End) is var next && !next.Is("(") && !next.Is("=") && !next.Is(";") && !next.Is("}"))
        {
            Next();
            isStatic = true;
            if (At("{"))
            {
                var block = ParseFunctionBody();
                var body = new FunctionNode(null, [], block, IsArrow: false, IsDeclaration: false, block.Span);
                return new ClassMemberNode(MemberKind.StaticBlock, new MemberKey(string.Empty, null, block.Span), body, true, From(start));
            }
        }

        RefuseGenerator();
        var word = _token;
        var key = ParseKey();
        var kind = MemberKind.Method;
        if (IsAccessor(word))
        {
            kind = word.Text == "get" ? MemberKind.Getter : MemberKind.Setter;
            key = ParseKey();
        }

        if (At("("))
        {
            kind = !isStatic && kind == MemberKind.Method && key.Name == "constructor" ? MemberKind.Constructor : kind;
            return new ClassMemberNode(kind, key, ParseMethod(), isStatic, From(start));
        }

        if (kind != MemberKind.Method)
        {
            throw Unexpected(" A '(' is missing.");
        }

        var value = Eat("=") ? ParseAssignment() : null;
        EndStatement();
        return new ClassMemberNode(MemberKind.Value, key, value, isStatic, From(start));
    }
}
