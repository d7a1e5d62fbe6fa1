using FlowEngine.Expressions.Quick;
using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Assignments and destructuring.</summary>
internal sealed partial class ScriptLowering
{
    private Expression Update(UpdateNode update)
    {
        if (update.Argument is NameNode name && Target(name, isFirst: false) is null)
        {
            return ConstantAssigned(name, Nodes.Value(JsValue.Undefined));
        }

        return new UpdateExpression
        {
            Type = SyntaxNodes.UpdateExpression,
            Operator = update.IsIncrement ? UnaryOperator.Increment : UnaryOperator.Decrement,
            Argument = update.Argument is MemberNode member ? Member(member) : Variable((NameNode)update.Argument),
            Prefix = update.IsPrefix,
        };
    }

    private Expression Assign(AssignNode assignment)
    {
        if (assignment.Operator != "=")
        {
            return AssignComputed(assignment);
        }

        if (assignment.Target is not (ArrayPatternNode or ObjectPatternNode))
        {
            // In JavaScript's order: what the target names is looked up before the value.
            return assignment.Target is MemberNode member
                ? Nodes.Assign(Member(member), Expression(assignment.Value))
                : AssignTo(assignment.Target, Expression(assignment.Value), isFirst: false);
        }

        var value = Temporary();
        return Nodes.Sequence(
            Nodes.Assign(Nodes.Name(value), Expression(assignment.Value)),
            AssignTo(assignment.Target, Nodes.Name(value), isFirst: false),
            Nodes.Name(value)
        );
    }

    /// <summary><c>a += b</c>, <c>a ??= b</c> and the like: the parts of the target are looked up once.</summary>
    private Expression AssignComputed(AssignNode assignment)
    {
        var first = new List<Expression>();
        Expression read;
        Expression write;
        if (assignment.Target is NameNode name)
        {
            if (Target(name, isFirst: false) is null)
            {
                return ConstantAssigned(name, Expression(assignment.Value));
            }

            (read, write) = (Variable(name), Variable(name));
        }
        else
        {
            var member = (MemberNode)assignment.Target;
            Note(member, isCallee: false);
            var owner = Temporary();
            first.Add(Nodes.Assign(Nodes.Name(owner), Owner(member.Owner)));
            var key = Key(member);
            if (member.Key.Name is null)
            {
                var kept = Temporary();
                first.Add(Nodes.Assign(Nodes.Name(kept), Nodes.Intrinsic("key", key)));
                key = Nodes.Name(kept);
            }

            read = At(Nodes.Member(Nodes.Name(owner), key), member.Span);
            write = At(Nodes.Member(Nodes.Name(owner), key), member.Span);
        }

        var value = Expression(assignment.Value);
        Expression result = assignment.Operator switch
        {
            "??=" => AssignMissing(read, write, value),
            "&&=" or "||=" => Nodes.Logical(assignment.Operator == "&&=", read, Nodes.Assign(write, value)),
            var operation => Nodes.Assign(write, At(Binary(operation[..^1], read, value, assignment.Span), assignment.Span)),
        };
        return first.Count == 0 ? result : Nodes.Sequence([.. first, At(result, assignment.Span)]);
    }

    private ConditionalExpression AssignMissing(Expression read, Expression write, Expression value)
    {
        var kept = Temporary();
        return Nodes.Choose(IsMissing(Nodes.Assign(Nodes.Name(kept), read)), Nodes.Assign(write, value), Nodes.Name(kept));
    }

    /// <summary>The variable that a name assigns to; null for a constant.</summary>
    private Identifier? Target(NameNode name, bool isFirst)
    {
        var binding =
            _scope.Find(name.Name)
            ?? throw Error(
                name,
                $"'{name.Name}' cannot be assigned: it is not declared with let, const or var around this place."
            );
        return binding.IsConstant && !isFirst ? null : At(Nodes.Name(binding.Variable), name.Span);
    }

    private CallExpression ConstantAssigned(NameNode name, Expression value) =>
        Intrinsic("constant", name.Span, value, Nodes.Text(name.Name));

    /// <summary>Assigns to a name, a member or the names of a pattern.</summary>
    /// <param name="target">What takes the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="isFirst">True when a declaration gives its first value, which constants take.</param>
    private Expression AssignTo(ScriptNode target, Expression value, bool isFirst)
    {
        Enter(target);
        var lowered = target switch
        {
            NameNode name => Target(name, isFirst) is { } variable
                ? At(Nodes.Assign(variable, value), target.Span)
                : ConstantAssigned(name, value),
            MemberNode member => At(Nodes.Assign(Member(member), value), target.Span),
            DefaultNode withDefault => AssignDefault(withDefault, value, isFirst),
            ArrayPatternNode array => AssignItems(array, value, isFirst),
            ObjectPatternNode literal => AssignMembers(literal, value, isFirst),
            _ => throw Error(target, "This cannot be assigned to."),
        };
        Leave();
        return lowered;
    }

    private Expression AssignDefault(DefaultNode target, Expression value, bool isFirst)
    {
        var given = Temporary();
        var isUndefined = Nodes.Binary(
            BinaryOperator.StrictlyEqual,
            Nodes.Assign(Nodes.Name(given), value),
            Nodes.Value(JsValue.Undefined)
        );
        return AssignTo(target.Target, Nodes.Choose(isUndefined, Expression(target.Default), Nodes.Name(given)), isFirst);
    }

    private SequenceExpression AssignItems(ArrayPatternNode pattern, Expression value, bool isFirst)
    {
        var list = Temporary();
        var hasRest = pattern.Elements is [.., RestNode];
        var count = Nodes.Number(hasRest ? -1 : pattern.Elements.Count);
        var steps = new List<Expression> { Nodes.Assign(Nodes.Name(list), Intrinsic("list", pattern.Span, value, count)) };
        for (var i = 0; i < pattern.Elements.Count; i++)
        {
            switch (pattern.Elements[i])
            {
                case null:
                    break;
                case RestNode rest:
                    steps.Add(AssignTo(rest.Target, Nodes.Intrinsic("tail", Nodes.Name(list), Nodes.Number(i)), isFirst));
                    break;
                case var element:
                    steps.Add(AssignTo(element, Nodes.Member(Nodes.Name(list), Nodes.Number(i)), isFirst));
                    break;
            }
        }

        return Nodes.Sequence([.. steps]);
    }

    private SequenceExpression AssignMembers(ObjectPatternNode pattern, Expression value, bool isFirst)
    {
        var owner = Temporary();
        var steps = new List<Expression> { Nodes.Assign(Nodes.Name(owner), Intrinsic("object", pattern.Span, value)) };
        var keys = new List<Expression>();
        foreach (var member in pattern.Members)
        {
            if (member is RestNode rest)
            {
                steps.Add(AssignTo(rest.Target, Nodes.Intrinsic("others", [Nodes.Name(owner), .. keys]), isFirst));
                continue;
            }

            var property = (PropertyNode)member; // A member of a pattern is a rest or a property.
            var key = KeyValue(property.Key);
            if (property.Key.Name is null)
            {
                var kept = Temporary();
                steps.Add(Nodes.Assign(Nodes.Name(kept), key));
                key = Nodes.Name(kept);
            }

            keys.Add(key);
            steps.Add(AssignTo(property.Value, Nodes.Member(Nodes.Name(owner), key), isFirst));
        }

        return Nodes.Sequence([.. steps]);
    }

    /// <summary>
    /// Lowers the value of a declaration. Of <c>const { order, user: { name } } = vars</c> only the members are noted that
    /// the pattern takes.
    /// </summary>
    private Expression DeclaredValue(ScriptNode target, ScriptNode value)
    {
        if (target is not ObjectPatternNode pattern || value is not (NameNode or MemberNode or ChainNode) || PathOf(value, false) is not { } path || !NotePattern(pattern, path))
        {
            return Expression(value);
        }

        return value is ChainNode chain ? At(Chain(chain), chain.Span) : Owner(value);
    }

    private bool NotePattern(ObjectPatternNode pattern, List<ReadSegment> path)
    {
        if (pattern.Members.Count == 0 || !pattern.Members.All(m => m is PropertyNode { Key.Name: { } name } && !PathSteps.IsInherited(name)))
        {
            return false;
        }

        foreach (var property in pattern.Members.Cast<PropertyNode>())
        {
            var step = new ReadSegment(property.Key.Name!, property.Key.Span) { IsShorthand = property.IsShorthand }; // Checked above.
            List<ReadSegment> inner = [.. path, step];
            if (property.Value is not ObjectPatternNode nested || !NotePattern(nested, inner))
            {
                _reads.Add(inner);
            }
        }

        return true;
    }
}
