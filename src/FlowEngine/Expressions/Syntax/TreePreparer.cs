using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>
/// Makes a parsed tree safe to share and to run: limits at every function entry and loop turn, no reference to one
/// engine, no undeclared variables, and ways around what Jint 2.10.4 gets wrong. One use, one thread.
/// </summary>
/// <param name="place">Places in the author's text.</param>
internal sealed partial class TreePreparer(SourcePlace place)
{
    private const int MaxDepth = 256;

    private readonly ReadCollector _reads = new();
    private FunctionScope _scope = new(null);
    private int _depth;
    private int _additions;

    public PreparedScript Prepare(Expression expression)
    {
        var body = Rewrite(expression);
        var function = new FunctionExpression
        {
            Type = SyntaxNodes.FunctionExpression,
            Parameters = [Nodes.Name("arguments")],
            Body = Nodes.CheckedBlock([Nodes.Return(body)], isFunction: true, expression),
            Strict = true,
            VariableDeclarations = [Nodes.Variables(_scope.Temporaries)],
            FunctionDeclarations = [],
        };
        return new PreparedScript(function, _reads.Roots, _reads.Paths, place);
    }

    private Expression Rewrite(Expression node)
    {
        if (++_depth > MaxDepth)
        {
            throw place.At(node.Location, $"The expression is nested deeper than {MaxDepth} levels.", "expression.depth");
        }

        var rewritten = node switch
        {
            Identifier name => ReadName(name),
            Literal { Type: SyntaxNodes.RegularExpressionLiteral } regex => RewriteRegex(regex),
            Literal literal => RewriteLiteral(literal),
            ThisExpression => node,
            MemberExpression member => RewriteMember(member, isCallee: false),
            CallExpression call => RewriteCall(call),
            NewExpression creation => RewriteNew(creation),
            AssignmentExpression assignment => RewriteAssignment(assignment),
            BinaryExpression binary => RewriteBinary(binary.Operator, Rewrite(binary.Left), Rewrite(binary.Right), binary),
            LogicalExpression logical => RewriteLogical(logical),
            UpdateExpression update => RewriteUpdate(update),
            UnaryExpression unary => RewriteUnary(unary),
            ConditionalExpression choice => RewriteConditional(choice),
            SequenceExpression sequence => RewriteSequence(sequence),
            ArrayExpression array => RewriteArray(array),
            ObjectExpression literal => RewriteObject(literal),
            FunctionExpression function => RewriteFunction(function),
            _ => throw place.At(node.Location, "This syntax is not understood here."),
        };
        _depth--;
        rewritten.Location ??= node.Location;
        rewritten.Range ??= node.Range;
        return rewritten;
    }

    private Expression[] RewriteAll(IEnumerable<Expression> nodes) => [.. nodes.Select(Rewrite)];

    private Identifier ReadName(Identifier name)
    {
        if (name.Name == "arguments")
        {
            if (_scope.Outer is null)
            {
                throw place.At(name.Location, "'arguments' means nothing outside a function.");
            }

            _scope.UsesArguments = true;
        }
        else if (!_scope.Declares(name.Name))
        {
            _reads.Add([name.Name]);
        }

        return name;
    }

    private static CallExpression RewriteRegex(Literal regex)
    {
        // "/a\/b/gi": a literal object of Jint would belong to one engine and match without a time limit.
        var end = regex.Raw.LastIndexOf('/');
        return Nodes.Intrinsic("regex", regex, Nodes.Text(regex.Raw[1..end]), Nodes.Text(regex.Raw[(end + 1)..]));
    }

    private static Literal RewriteLiteral(Literal literal) =>
        literal.Value switch
        {
            null => Nodes.Value(JsValue.Null),
            bool flag => Nodes.Value(flag ? JsValue.True : JsValue.False, flag),
            string text => Nodes.Text(text),
            // Jint loses digits and exponents of long literals.
            double number => Nodes.Number(NumberText.TryParse(literal.Raw, out var exact) ? exact : number),
            _ => literal,
        };

    private MemberExpression RewriteMember(MemberExpression member, bool isCallee)
    {
        NoteRead(member, isCallee);
        var owner = OwnerText(member.Object);
        member.Object = member.Object is Identifier or MemberExpression ? RewriteOwner(member.Object) : Rewrite(member.Object);
        if (member.Computed)
        {
            member.Property = Rewrite(member.Property);
        }
        else
        {
            var name = ((Identifier)member.Property).Name;
            member.Property = new MemberName(name, owner) { Location = member.Property.Location };
            member.Computed = true;
        }

        return member;
    }

    /// <summary>The object of a member: its path was noted with the member, only its parts are left to rewrite.</summary>
    private Expression RewriteOwner(Expression owner)
    {
        if (owner is Identifier { Name: not "arguments" })
        {
            return owner;
        }

        if (owner is Identifier arguments)
        {
            return ReadName(arguments);
        }

        if (++_depth > MaxDepth)
        {
            throw place.At(owner.Location, $"The expression is nested deeper than {MaxDepth} levels.", "expression.depth");
        }

        var member = (MemberExpression)owner;
        var text = OwnerText(member.Object);
        member.Object = member.Object is Identifier or MemberExpression ? RewriteOwner(member.Object) : Rewrite(member.Object);
        if (member.Computed)
        {
            member.Property = Rewrite(member.Property);
        }
        else
        {
            member.Property = new MemberName(((Identifier)member.Property).Name, text) { Location = member.Property.Location };
            member.Computed = true;
        }

        _depth--;
        return member;
    }

    /// <summary>What a member is read from, in the author's words; empty when it is more than a path.</summary>
    private static string OwnerText(Expression owner) =>
        owner switch
        {
            Identifier name => name.Name,
            MemberExpression { Computed: false, Property: Identifier name } member when OwnerText(member.Object) is { Length: > 0 } path =>
                $"{path}.{name.Name}",
            _ => string.Empty,
        };

    /// <summary>Notes <c>a.b.c</c> as far as its names are known; <c>a.b.trim()</c> reads <c>a.b</c>.</summary>
    private void NoteRead(MemberExpression member, bool isCallee)
    {
        var path = new Stack<string>();
        Expression node = member;
        while (node is MemberExpression step)
        {
            if (step.Computed && step.Property is not Literal { Value: string })
            {
                path.Clear();
            }
            else
            {
                path.Push(step.Computed ? (string)((Literal)step.Property).Value : ((Identifier)step.Property).Name);
            }

            node = step.Object;
        }

        if (node is not Identifier root || root.Name == "arguments" || _scope.Declares(root.Name))
        {
            return;
        }

        var names = path.ToList();
        if (isCallee && !member.Computed && names.Count > 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        _reads.Add([root.Name, .. names]);
    }

    private CallExpression RewriteCall(CallExpression call)
    {
        call.CanBeCached = false;
        call.Callee = call.Callee is MemberExpression member ? RewriteMember(member, isCallee: true) : Rewrite(call.Callee);
        call.Arguments = RewriteAll(call.Arguments);
        return call;
    }

    private NewExpression RewriteNew(NewExpression creation)
    {
        creation.Callee = Rewrite(creation.Callee);
        creation.Arguments = RewriteAll(creation.Arguments);
        return creation;
    }

    private LogicalExpression RewriteLogical(LogicalExpression logical)
    {
        logical.Left = Rewrite(logical.Left);
        logical.Right = Rewrite(logical.Right);
        return logical;
    }

    private ConditionalExpression RewriteConditional(ConditionalExpression choice)
    {
        choice.Test = Rewrite(choice.Test);
        choice.Consequent = Rewrite(choice.Consequent);
        choice.Alternate = Rewrite(choice.Alternate);
        return choice;
    }

    private SequenceExpression RewriteSequence(SequenceExpression sequence)
    {
        sequence.Expressions = RewriteAll(sequence.Expressions);
        return sequence;
    }

    private Expression RewriteArray(ArrayExpression array)
    {
        var elements = array.Elements.Select(e => e is null ? null : Rewrite(e)).ToArray();
        if (!elements.Contains(null))
        {
            return Nodes.Intrinsic("array", array, elements!); // No hole, so no null.
        }

        array.Elements = elements;
        return array;
    }

    private ObjectExpression RewriteObject(ObjectExpression literal)
    {
        foreach (var property in literal.Properties)
        {
            property.Value = Rewrite(property.Value);
        }

        return literal;
    }
}
