using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Expressions.</summary>
internal sealed partial class ScriptLowering
{
    private Expression Expression(ScriptNode node)
    {
        Enter(node);
        var lowered = At(ExpressionHere(node), node.Span);
        Leave();
        return lowered;
    }

    private Expression[] Expressions(IReadOnlyList<ScriptNode> nodes)
    {
        var lowered = new Expression[nodes.Count];
        for (var i = 0; i < lowered.Length; i++)
        {
            lowered[i] = Expression(nodes[i]);
        }

        return lowered;
    }

    private Expression ExpressionHere(ScriptNode node) =>
        node switch
        {
            NameNode name => NotedVariable(name),
            LiteralNode literal => Literal(literal),
            RegexNode regex => Intrinsic("regex", regex.Span, Nodes.Text(regex.Pattern), Nodes.Text(regex.Flags)),
            TemplateNode template => Template(template),
            TaggedTemplateNode tagged => TaggedTemplate(tagged),
            ThisNode => This(node.Span),
            ArrayNode array => Array(array),
            ObjectNode literal => Object(literal),
            FunctionNode function => Function(function),
            ClassNode definition => Class(definition),
            UnaryNode unary => Unary(unary),
            UpdateNode update => Update(update),
            BinaryNode binary => Binary(binary.Operator, Expression(binary.Left), Expression(binary.Right), binary.Span),
            LogicalNode logical => Logical(logical),
            AssignNode assignment => Assign(assignment),
            ConditionalNode choice => Nodes.Choose(Expression(choice.Test), Expression(choice.Yes), Expression(choice.No)),
            SequenceNode sequence => Nodes.Sequence(Expressions(sequence.Expressions)),
            MemberNode member => Member(member),
            CallNode call => Call(call, null),
            ChainNode chain => Chain(chain),
            NewNode creation => New(creation),
            DefaultNode => throw Error(node, "'=' gives a default only where a pattern stands."),
            _ => throw Error(node, "This is not understood here."),
        };

    private Expression NotedVariable(NameNode name)
    {
        if (IsFree(name))
        {
            _reads.Add([new ReadSegment(name.Name, name.Span)]);
        }

        return Variable(name);
    }

    private static Literal Literal(LiteralNode literal) =>
        literal.Value switch
        {
            null => Nodes.Value(JsValue.Null),
            bool flag => Nodes.Value(flag ? JsValue.True : JsValue.False, flag),
            string text => Nodes.Text(text),
            var number => Nodes.Number((double)number),
        };

    private CallExpression Template(TemplateNode template)
    {
        var parts = new List<Expression>();
        for (var i = 0; i < template.Texts.Count; i++)
        {
            // The parser refuses a template whose escapes mean nothing, unless it has a tag.
            if (template.Texts[i].Cooked is { Length: > 0 } text)
            {
                parts.Add(Nodes.Text(text));
            }

            if (i < template.Expressions.Count)
            {
                parts.Add(Expression(template.Expressions[i]));
            }
        }

        return Intrinsic("template", template.Span, [.. parts]);
    }

    private CallExpression TaggedTemplate(TaggedTemplateNode tagged)
    {
        var texts = tagged.Template.Texts.SelectMany(t => new Expression[]
        {
            t.Cooked is { } cooked ? Nodes.Text(cooked) : Nodes.Value(JsValue.Undefined),
            Nodes.Text(t.Raw),
        });
        var callee = tagged.Tag is MemberNode member ? Member(member, isCallee: true) : Callee(tagged.Tag, null);
        return Nodes.Call(
            callee,
            [Intrinsic("texts", tagged.Template.Span, [.. texts]), .. Expressions(tagged.Template.Expressions)]
        );
    }

    private Expression Array(ArrayNode array)
    {
        if (array.Elements.Any(e => e is SpreadNode))
        {
            return Spread(array.Elements, array.Span);
        }

        return array.Elements.Contains(null)
            ? new ArrayExpression
            {
                Type = SyntaxNodes.ArrayExpression,
                Elements = [.. array.Elements.Select(e => e is null ? null : Expression(e))],
            }
            : Intrinsic("array", array.Span, Expressions(array.Elements!)); // No hole, so no null.
    }

    /// <summary>An array of items of which some are spread: pairs of whether it is and what.</summary>
    private CallExpression Spread(IReadOnlyList<ScriptNode?> items, TextSpan span)
    {
        var pairs = new List<Expression>();
        foreach (var item in items)
        {
            pairs.Add(Nodes.Value(item is SpreadNode ? JsValue.True : JsValue.False));
            pairs.Add(item switch
            {
                null => Nodes.Value(JsValue.Undefined),
                SpreadNode spread => Expression(spread.Argument),
                _ => Expression(item),
            });
        }

        return Intrinsic("spread", span, [.. pairs]);
    }

    private Expression Logical(LogicalNode logical)
    {
        var left = Expression(logical.Left);
        var right = Expression(logical.Right);
        return logical.Operator == "??" ? Coalesce(left, right) : Nodes.Logical(logical.Operator == "&&", left, right);
    }

    private ConditionalExpression Coalesce(Expression left, Expression right)
    {
        var value = Temporary();
        return Nodes.Choose(IsMissing(Nodes.Assign(Nodes.Name(value), left)), right, Nodes.Name(value));
    }

    private static BinaryExpression IsMissing(Expression value) =>
        Nodes.Binary(BinaryOperator.Equal, value, Nodes.Value(JsValue.Null));

    private Expression Unary(UnaryNode unary)
    {
        if (unary is { Operator: "delete", Argument: ChainNode { Expression: MemberNode last } })
        {
            return DeleteOfChain(last, unary.Span);
        }

        var argument = Expression(unary.Argument);
        return unary.Operator switch
        {
            "~" => Intrinsic("~", unary.Span, argument),
            "-" => Nodes.Unary(UnaryOperator.Minus, argument),
            "+" => Nodes.Unary(UnaryOperator.Plus, argument),
            "!" => Nodes.Unary(UnaryOperator.LogicalNot, argument),
            "typeof" => Nodes.Unary(UnaryOperator.TypeOf, argument),
            "void" => Nodes.Unary(UnaryOperator.Void, argument),
            _ => Nodes.Unary(UnaryOperator.Delete, argument),
        };
    }

    private ConditionalExpression DeleteOfChain(MemberNode last, TextSpan span)
    {
        var owner = Temporary();
        var member = Nodes.Member(Nodes.Name(owner), Key(last));
        return Nodes.Choose(
            IsMissing(Nodes.Assign(Nodes.Name(owner), Expression(new ChainNode(last.Owner, last.Owner.Span)))),
            Nodes.Value(JsValue.True),
            At(Nodes.Unary(UnaryOperator.Delete, member), span)
        );
    }

    private Expression Binary(string operation, Expression left, Expression right, TextSpan span)
    {
        switch (operation)
        {
            // Jint casts negative doubles to uint, which gives 0 on .NET 9 and later.
            case "&" or "|" or "^" or "<<" or ">>" or ">>>" or "%" or "**":
                return Intrinsic(operation, span, left, right);
            case "*" or "/":
                // undefined * 1 is undefined in Jint unless its sides are numbers already.
                return Nodes.Binary(operation == "*" ? BinaryOperator.Times : BinaryOperator.Divide, ToNumber(left), ToNumber(right));
            case "+":
                // Long chains of + build large texts without a loop: every second one meets the limits.
                var isChecked = right is not Literal { Value: double } && ++_additions % 2 == 0;
                return Nodes.Binary(BinaryOperator.Plus, left, isChecked ? Checked(right) : right);
            default:
                return Nodes.Binary(
                    operation switch
                    {
                        "-" => BinaryOperator.Minus,
                        "==" => BinaryOperator.Equal,
                        "!=" => BinaryOperator.NotEqual,
                        "===" => BinaryOperator.StrictlyEqual,
                        "!==" => BinaryOperator.StricltyNotEqual,
                        "<" => BinaryOperator.Less,
                        "<=" => BinaryOperator.LessOrEqual,
                        ">" => BinaryOperator.Greater,
                        ">=" => BinaryOperator.GreaterOrEqual,
                        "instanceof" => BinaryOperator.InstanceOf,
                        _ => BinaryOperator.In,
                    },
                    left,
                    right
                );
        }
    }

    private static SequenceExpression Checked(Expression value) =>
        new()
        {
            Type = SyntaxNodes.SequenceExpression,
            Expressions = new CheckedExpression(value),
            Location = value.Location,
        };

    private static Expression ToNumber(Expression node) => node is Literal { Value: double } ? node : Nodes.Unary(UnaryOperator.Plus, node);
}
