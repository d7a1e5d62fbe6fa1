using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Makes nodes of Jint's tree, ready to be shared between engines: literals cached, calls never.</summary>
internal static class Nodes
{
    public static Literal Value(JsValue value, object? raw = null) =>
        new()
        {
            Type = SyntaxNodes.Literal,
            Value = raw ?? string.Empty,
            Cached = true,
            CachedValue = value,
        };

    public static Literal Text(string text) => Value(new JsValue(text), text);

    public static Literal Number(double number) => Value(new JsValue(number), number);

    public static Identifier Name(string name) => new() { Type = SyntaxNodes.Identifier, Name = name };

    public static AssignmentExpression Assign(Expression target, Expression value) =>
        new()
        {
            Type = SyntaxNodes.AssignmentExpression,
            Operator = AssignmentOperator.Assign,
            Left = target,
            Right = value,
            Location = target.Location,
        };

    public static BinaryExpression Binary(BinaryOperator operation, Expression left, Expression right) =>
        new()
        {
            Type = SyntaxNodes.BinaryExpression,
            Operator = operation,
            Left = left,
            Right = right,
            Location = left.Location,
        };

    public static UnaryExpression Unary(UnaryOperator operation, Expression argument) =>
        new()
        {
            Type = SyntaxNodes.UnaryExpression,
            Operator = operation,
            Argument = argument,
            Prefix = true,
            Location = argument.Location,
        };

    public static LogicalExpression Logical(bool isAnd, Expression left, Expression right) =>
        new()
        {
            Type = SyntaxNodes.LogicalExpression,
            Operator = isAnd ? LogicalOperator.LogicalAnd : LogicalOperator.LogicalOr,
            Left = left,
            Right = right,
            Location = left.Location,
        };

    public static ConditionalExpression Choose(Expression test, Expression yes, Expression no) =>
        new()
        {
            Type = SyntaxNodes.ConditionalExpression,
            Test = test,
            Consequent = yes,
            Alternate = no,
            Location = test.Location,
        };

    public static SequenceExpression Sequence(params Expression[] expressions) =>
        new()
        {
            Type = SyntaxNodes.SequenceExpression,
            Expressions = expressions,
            Location = expressions[^1].Location,
        };

    public static MemberExpression Member(Expression owner, Expression key) =>
        new()
        {
            Type = SyntaxNodes.MemberExpression,
            Object = owner,
            Property = key,
            Computed = true,
        };

    public static CallExpression Call(Expression callee, IList<Expression> arguments) =>
        new()
        {
            Type = SyntaxNodes.CallExpression,
            Callee = callee,
            Arguments = arguments,
            CanBeCached = false,
        };

    /// <summary>A call of a function that the engine provides and no script can name or replace.</summary>
    public static CallExpression Intrinsic(string name, params Expression[] arguments) =>
        Call(Value(Intrinsics.Get(name)), arguments);

    public static ExpressionStatement Run(Expression expression) =>
        new()
        {
            Type = SyntaxNodes.ExpressionStatement,
            Expression = expression,
            Location = expression.Location,
        };

    public static ReturnStatement Return(Expression? expression) =>
        new()
        {
            Type = SyntaxNodes.ReturnStatement,
            Argument = expression,
            Location = expression?.Location,
        };

    public static ThrowStatement Throw(Expression expression) =>
        new() { Type = SyntaxNodes.ThrowStatement, Argument = expression };

    public static BlockStatement Block(IReadOnlyList<Statement> statements) =>
        new() { Type = SyntaxNodes.BlockStatement, Body = statements };

    public static BlockStatement CheckedBlock(IReadOnlyList<Statement> statements, bool isFunction) =>
        new() { Type = SyntaxNodes.BlockStatement, Body = new CheckedStatements(statements, isFunction) };

    public static ForStatement Loop(SyntaxNode? init, Expression? test, Expression? update, Statement body) =>
        new()
        {
            Type = SyntaxNodes.ForStatement,
            Init = init,
            Test = test,
            Update = update,
            Body = body,
        };

    public static VariableDeclaration Variables(IEnumerable<string> names) =>
        new()
        {
            Type = SyntaxNodes.VariableDeclaration,
            Kind = "var",
            Declarations =
            [
                .. names.Select(n => new VariableDeclarator { Type = SyntaxNodes.VariableDeclarator, Id = Name(n) }),
            ],
        };
}
