using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Operators: assignments are checked, and what Jint 2.10.4 computes wrongly goes by a function of ours.</summary>
internal sealed partial class TreePreparer
{
    private Expression RewriteBinary(BinaryOperator operation, Expression left, Expression right, SyntaxNode node)
    {
        switch (operation)
        {
            // Jint casts negative doubles to uint, which gives 0 on .NET 9 and later.
            case BinaryOperator.BitwiseAnd:
                return Nodes.Intrinsic("&", node, left, right);
            case BinaryOperator.BitwiseOr:
                return Nodes.Intrinsic("|", node, left, right);
            case BinaryOperator.BitwiseXOr:
                return Nodes.Intrinsic("^", node, left, right);
            case BinaryOperator.LeftShift:
                return Nodes.Intrinsic("<<", node, left, right);
            case BinaryOperator.RightShift:
                return Nodes.Intrinsic(">>", node, left, right);
            case BinaryOperator.UnsignedRightShift:
                return Nodes.Intrinsic(">>>", node, left, right);
            case BinaryOperator.Modulo:
                return Nodes.Intrinsic("%", node, left, right);
            case BinaryOperator.Times
            or BinaryOperator.Divide:
                // undefined * 1 is undefined in Jint unless its sides are numbers already.
                return Placed(Nodes.Binary(operation, ToNumber(left), ToNumber(right)), node);
            case BinaryOperator.Plus when right is not Literal { Value: double } && ++_additions % 2 == 0:
                // Long chains of + build large texts without a loop: every second one meets the limits.
                right = new SequenceExpression
                {
                    Type = SyntaxNodes.SequenceExpression,
                    Expressions = new CheckedExpression(right),
                    Location = right.Location,
                };
                break;
        }

        return Placed(Nodes.Binary(operation, left, right), node);
    }

    private static Expression ToNumber(Expression node) => node is Literal { Value: double } ? node : Nodes.Plus(node);

    private static BinaryExpression Placed(BinaryExpression binary, SyntaxNode node)
    {
        binary.Location = node.Location;
        binary.Range = node.Range;
        return binary;
    }

    private Expression RewriteUnary(UnaryExpression unary)
    {
        if (unary.Operator == UnaryOperator.Delete && unary.Argument is Identifier name)
        {
            throw place.At(unary.Location, $"The variable '{name.Name}' cannot be deleted.");
        }

        unary.Argument = Rewrite(unary.Argument);
        return unary.Operator == UnaryOperator.BitwiseNot ? Nodes.Intrinsic("~", unary, unary.Argument) : unary;
    }

    private UpdateExpression RewriteUpdate(UpdateExpression update)
    {
        update.Argument = RewriteTarget(update.Argument);
        return update;
    }

    private AssignmentExpression RewriteAssignment(AssignmentExpression assignment)
    {
        assignment.Left = RewriteTarget(assignment.Left);
        assignment.Right = Rewrite(assignment.Right);
        if (BinaryOf(assignment.Operator) is { } operation)
        {
            // "a |= b" becomes "a = a | b", which goes by the operators above.
            var right = RewriteBinary(operation, ReadAgain(assignment.Left), assignment.Right, assignment);
            assignment.Operator = AssignmentOperator.Assign;
            assignment.Right = right;
        }

        return assignment;
    }

    private Expression RewriteTarget(Expression target)
    {
        switch (target)
        {
            case MemberExpression member:
                return RewriteMember(member, isCallee: false);
            case Identifier name when _scope.Declares(name.Name):
                return name;
            case Identifier name:
                throw place.At(
                    name.Location,
                    $"'{name.Name}' cannot be assigned: it is not declared with 'var' in a function around this place."
                );
            default:
                throw place.At(target.Location, "This cannot be assigned to.");
        }
    }

    private Expression ReadAgain(Expression target) =>
        target switch
        {
            Identifier name => Nodes.Name(name.Name),
            MemberExpression { Object: Identifier or ThisExpression, Property: Literal or Identifier } member =>
                new MemberExpression
                {
                    Type = SyntaxNodes.MemberExpression,
                    Object = member.Object,
                    Property = member.Property,
                    Computed = member.Computed,
                    Location = member.Location,
                },
            _ => throw place.At(target.Location, "Write this assignment out as a = a + b: its target is too complex."),
        };

    private static BinaryOperator? BinaryOf(AssignmentOperator operation) =>
        operation switch
        {
            AssignmentOperator.TimesAssign => BinaryOperator.Times,
            AssignmentOperator.DivideAssign => BinaryOperator.Divide,
            AssignmentOperator.ModuloAssign => BinaryOperator.Modulo,
            AssignmentOperator.BitwiseAndAssign => BinaryOperator.BitwiseAnd,
            AssignmentOperator.BitwiseOrAssign => BinaryOperator.BitwiseOr,
            AssignmentOperator.BitwiseXOrAssign => BinaryOperator.BitwiseXOr,
            AssignmentOperator.LeftShiftAssign => BinaryOperator.LeftShift,
            AssignmentOperator.RightShiftAssign => BinaryOperator.RightShift,
            AssignmentOperator.UnsignedRightShiftAssign => BinaryOperator.UnsignedRightShift,
            _ => null,
        };
}
