using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Members, calls and optional chains.</summary>
internal sealed partial class ScriptLowering
{
    private Expression Member(MemberNode member, bool isCallee = false)
    {
        Note(member, isCallee);
        return UnnotedMember(member);
    }

    /// <summary>A member whose path is noted already, with what stands around it.</summary>
    private Expression UnnotedMember(MemberNode member)
    {
        if (member.Owner is SuperNode)
        {
            return Intrinsic("superGet", member.Span, SuperHome(member), This(member.Span), KeyValue(member.Key));
        }

        return At(Nodes.Member(Owner(member.Owner), Key(member)), member.Span);
    }

    private Expression Owner(ScriptNode owner)
    {
        switch (owner)
        {
            case NameNode name:
                return Variable(name);
            case MemberNode member:
                Enter(owner);
                var lowered = UnnotedMember(member);
                Leave();
                return lowered;
            default:
                return Expression(owner);
        }
    }

    /// <summary>The key of a member that is read: a name knows what it is read from, for the message when that is null.</summary>
    private Expression Key(MemberNode member) =>
        member.Key.Name is { } name
            ? At(new MemberName(name, _source.Of(member.Owner.Span)), member.Key.Span)
            : Expression(member.Key.Computed!); // A key is a name or computed.

    private Expression KeyValue(MemberKey key) =>
        key.Name is { } name ? Nodes.Text(name) : Intrinsic("key", key.Span, Expression(key.Computed!)); // A key is a name or computed.

    private CallExpression SuperHome(ScriptNode place)
    {
        var function = _scope.Function;
        while (function.Home is null)
        {
            function = function.Outer ?? throw Error(place, "'super' stands only in methods.");
        }

        return Intrinsic("prototypeOf", place.Span, Nodes.Name(function.Home));
    }

    /// <summary>Notes <c>a.b.c</c> as far as its names are known; <c>a.b.trim()</c> reads <c>a.b</c>.</summary>
    private void Note(ScriptNode member, bool isCallee)
    {
        if (PathOf(member, isCallee) is { } path)
        {
            _reads.Add(path);
        }
    }

    /// <summary>The path that a member reads of the evaluation's scope; null when it starts elsewhere.</summary>
    private List<ReadSegment>? PathOf(ScriptNode member, bool isCallee)
    {
        var path = new List<ReadSegment>();
        var node = member;
        while (node is MemberNode or ChainNode or CallNode)
        {
            switch (node)
            {
                case MemberNode step:
                    if (!(isCallee && ReferenceEquals(node, member)))
                    {
                        AddStep(step.Key, path);
                    }

                    node = step.Owner;
                    break;
                case ChainNode chain:
                    node = chain.Expression;
                    break;
                default:
                    // What a call returns is not in the scope.
                    return null;
            }
        }

        if (node is not NameNode root || !IsFree(root))
        {
            return null;
        }

        path.Add(new ReadSegment(root.Name, root.Span));
        path.Reverse();
        return path;
    }

    private static void AddStep(MemberKey key, List<ReadSegment> path)
    {
        if (key.Name is { } name)
        {
            path.Add(new ReadSegment(name, key.Span));
        }
        else if (key.Computed is LiteralNode { Value: string text } literal)
        {
            path.Add(new ReadSegment(text, literal.Span) { IsText = true });
        }
        else
        {
            path.Clear();
        }
    }

    private Expression New(NewNode creation) =>
        creation.Arguments.Any(a => a is SpreadNode)
            ? Intrinsic("new", creation.Span, Expression(creation.Callee), Spread(creation.Arguments, creation.Span))
            : new NewExpression
            {
                Type = SyntaxNodes.NewExpression,
                Callee = Expression(creation.Callee),
                Arguments = Expressions(creation.Arguments),
            };

    /// <summary>A call; inside an optional chain, <paramref name="tests"/> collects what must not be missing.</summary>
    private Expression Call(CallNode call, List<Expression>? tests)
    {
        switch (call.Callee)
        {
            case SuperNode:
                return SuperCall(call);
            case MemberNode { Owner: SuperNode } member:
                return Intrinsic("apply", call.Span, UnnotedMember(member), This(call.Span), ArgumentList(call));
        }

        if (call.Arguments.Any(a => a is SpreadNode) || call.IsOptional)
        {
            return ApplyingCall(call, tests);
        }

        var callee = call.Callee is MemberNode method ? Method(method, tests) : Callee(call.Callee, tests);
        return At(Nodes.Call(callee, Expressions(call.Arguments)), call.Span);
    }

    /// <summary>A function that is no member: Jint would give the variables of a turn, where it is one, as <c>this</c>.</summary>
    private Expression Callee(ScriptNode callee, List<Expression>? tests)
    {
        var function = ChainPart(callee, tests);
        return callee is NameNode name && _scope.Find(name.Name) is { IsPerTurn: true } ? Nodes.Sequence(function) : function;
    }

    private Expression Method(MemberNode method, List<Expression>? tests)
    {
        if (tests is null)
        {
            return Member(method, isCallee: true);
        }

        Note(method, isCallee: true);
        return UnnotedChainMember(method, tests);
    }

    private CallExpression ArgumentList(CallNode call) =>
        call.Arguments.Any(a => a is SpreadNode)
            ? Spread(call.Arguments, call.Span)
            : Intrinsic("array", call.Span, Expressions(call.Arguments));

    /// <summary>A call whose function and <c>this</c> are kept first: <c>f(...list)</c> and <c>f?.()</c>.</summary>
    private CallExpression ApplyingCall(CallNode call, List<Expression>? tests)
    {
        Expression function;
        Expression self = Nodes.Value(JsValue.Undefined);
        if (call.Callee is MemberNode method)
        {
            Note(method, isCallee: true);
            var owner = Temporary();
            self = Nodes.Name(owner);
            var kept = Nodes.Assign(Nodes.Name(owner), tests is null ? Owner(method.Owner) : ChainOwner(method.Owner, tests));
            if (method.IsOptional && tests is not null)
            {
                tests.Add(kept);
                function = At(Nodes.Member(Nodes.Name(owner), Key(method)), method.Span);
            }
            else
            {
                function = At(Nodes.Member(kept, Key(method)), method.Span);
            }
        }
        else
        {
            function = ChainPart(call.Callee, tests);
        }

        if (call.IsOptional && tests is not null)
        {
            var kept = Temporary();
            tests.Add(Nodes.Assign(Nodes.Name(kept), function));
            function = Nodes.Name(kept);
        }

        return Intrinsic("apply", call.Span, function, self, ArgumentList(call));
    }

    /// <summary>
    /// <c>a?.b.c</c> becomes <c>(t = a) == null ? undefined : t.b.c</c>: each test stands before what depends on it.
    /// </summary>
    private Expression Chain(ChainNode chain)
    {
        var tests = new List<Expression>();
        var value = ChainPart(chain.Expression, tests);
        for (var i = tests.Count - 1; i >= 0; i--)
        {
            value = Nodes.Choose(IsMissing(tests[i]), Nodes.Value(JsValue.Undefined), value);
        }

        return value;
    }

    private Expression ChainPart(ScriptNode node, List<Expression>? tests)
    {
        if (tests is null || node is not (MemberNode or CallNode))
        {
            return Expression(node);
        }

        if (node is MemberNode member)
        {
            Note(member, isCallee: false);
            return UnnotedChainMember(member, tests);
        }

        Enter(node);
        var lowered = Call((CallNode)node, tests);
        Leave();
        return lowered;
    }

    private Expression ChainOwner(ScriptNode owner, List<Expression> tests) =>
        owner switch
        {
            NameNode name => Variable(name),
            MemberNode member => UnnotedChainMember(member, tests),
            _ => ChainPart(owner, tests),
        };

    private Expression UnnotedChainMember(MemberNode member, List<Expression> tests)
    {
        if (member.Owner is SuperNode)
        {
            return UnnotedMember(member);
        }

        Enter(member);
        var owner = ChainOwner(member.Owner, tests);
        if (member.IsOptional)
        {
            var kept = Temporary();
            tests.Add(Nodes.Assign(Nodes.Name(kept), owner));
            owner = Nodes.Name(kept);
        }

        Leave();
        return At(Nodes.Member(owner, Key(member)), member.Span);
    }
}
