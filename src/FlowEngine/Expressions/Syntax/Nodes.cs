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

    public static UnaryExpression Plus(Expression argument) =>
        new()
        {
            Type = SyntaxNodes.UnaryExpression,
            Operator = UnaryOperator.Plus,
            Argument = argument,
            Prefix = true,
            Location = argument.Location,
        };

    public static ConditionalExpression Choose(Expression test, Expression yes, Expression no) =>
        new()
        {
            Type = SyntaxNodes.ConditionalExpression,
            Test = test,
            Consequent = yes,
            Alternate = no,
        };

    /// <summary>A call of a function that the engine provides and no script can name or replace.</summary>
    public static CallExpression Intrinsic(string name, SyntaxNode place, params Expression[] arguments) =>
        new()
        {
            Type = SyntaxNodes.CallExpression,
            Callee = Value(Intrinsics.Get(name)),
            Arguments = arguments,
            CanBeCached = false,
            Location = place.Location,
            Range = place.Range,
        };

    public static ExpressionStatement Run(Expression expression) =>
        new()
        {
            Type = SyntaxNodes.ExpressionStatement,
            Expression = expression,
            Location = expression.Location,
        };

    public static ReturnStatement Return(Expression expression) =>
        new()
        {
            Type = SyntaxNodes.ReturnStatement,
            Argument = expression,
            Location = expression.Location,
        };

    public static BlockStatement Block(IReadOnlyList<Statement> statements, SyntaxNode? place = null) =>
        new()
        {
            Type = SyntaxNodes.BlockStatement,
            Body = statements,
            Location = place?.Location,
        };

    public static BlockStatement CheckedBlock(IReadOnlyList<Statement> statements, bool isFunction, SyntaxNode place) =>
        new()
        {
            Type = SyntaxNodes.BlockStatement,
            Body = new CheckedStatements(statements, isFunction),
            Location = place.Location,
        };

    public static ForStatement Loop(SyntaxNode? init, Expression? test, Expression? update, Statement body, SyntaxNode place) =>
        new()
        {
            Type = SyntaxNodes.ForStatement,
            Init = init,
            Test = test,
            Update = update,
            Body = body,
            Location = place.Location,
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
