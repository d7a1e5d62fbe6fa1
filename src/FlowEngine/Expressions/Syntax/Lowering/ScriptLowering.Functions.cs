using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Functions and their parameters.</summary>
internal sealed partial class ScriptLowering
{
    private FunctionExpression Function(FunctionNode node) =>
        Function(node, new FunctionContext(_scope.Function) { IsArrow = node.IsArrow }, null);

    /// <param name="node">The function.</param>
    /// <param name="function">What it is.</param>
    /// <param name="prologue">Adds statements before its own.</param>
    private FunctionExpression Function(FunctionNode node, FunctionContext function, Action<List<Statement>>? prologue)
    {
        var outer = _scope;
        _scope = new BlockScope(outer, function);
        if (node is { IsDeclaration: false, Id: { } self })
        {
            _scope.Add(self.Name, new Binding(self.Name, IsConstant: true));
            _scope = new BlockScope(_scope, function);
        }

        var output = new List<Statement>();
        var parameters = Parameters(node, output);
        prologue?.Invoke(output);
        LowerBody(node.Body, output);
        if (function is { IsConstructor: true, Base: not null })
        {
            output.Add(Nodes.Return(Nodes.Name(function.ThisVariable ??= TemporaryIn(function))));
        }

        _scope = outer;
        return Function(function, node.IsDeclaration ? null : node.Id?.Name, parameters, output, node.Span);
    }

    private void LowerBody(ScriptNode body, List<Statement> output)
    {
        if (body is not BlockNode block)
        {
            output.Add(At(Nodes.Return(Expression(body)), body.Span));
            return;
        }

        // Variables of the body share the scope of the parameters: "var x" of a parameter x is that parameter.
        DeclareAll(block.Statements, isTop: true);
        LowerAll(block.Statements, output);
    }

    private List<string> Parameters(FunctionNode node, List<Statement> output)
    {
        foreach (var name in node.Parameters.SelectMany(Declarations.Names))
        {
            if (_scope.Declares(name.Name))
            {
                throw Error(name, $"The parameter '{name.Name}' stands twice.");
            }

            _scope.Add(name.Name, new Binding(name.Name));
        }

        var names = new List<string>();
        foreach (var (index, parameter) in node.Parameters.Index())
        {
            switch (parameter)
            {
                case NameNode name:
                    names.Add(name.Name);
                    break;
                case DefaultNode { Target: NameNode name } withDefault:
                    names.Add(name.Name);
                    output.Add(At(WhenUndefined(name, withDefault.Default), withDefault.Span));
                    break;
                case RestNode rest:
                    // An arrow function has no arguments of its own in JavaScript; the function of Jint that it becomes has.
                    _scope.Function.UsesArguments = true;
                    AddVariables(rest);
                    var items = Intrinsic("rest", rest.Span, Nodes.Name("arguments"), Nodes.Number(index));
                    output.Add(At(Nodes.Run(AssignTo(rest.Target, items, isFirst: true)), rest.Span));
                    break;
                default:
                    names.Add(Unique("p"));
                    AddVariables(parameter);
                    output.Add(At(Nodes.Run(AssignTo(parameter, Nodes.Name(names[^1]), isFirst: true)), parameter.Span));
                    break;
            }
        }

        return names;
    }

    private void AddVariables(ScriptNode pattern) =>
        _scope.Function.Variables.AddRange(Declarations.Names(pattern).Select(n => n.Name));

    private IfStatement WhenUndefined(NameNode name, ScriptNode value) =>
        new()
        {
            Type = SyntaxNodes.IfStatement,
            Test = Nodes.Binary(BinaryOperator.StrictlyEqual, Nodes.Name(name.Name), Nodes.Value(JsValue.Undefined)),
            Consequent = Nodes.Run(Nodes.Assign(Nodes.Name(name.Name), Expression(value))),
        };

    private FunctionExpression Function(
        FunctionContext function,
        string? name,
        IReadOnlyList<string> parameters,
        List<Statement> body,
        TextSpan span
    )
    {
        var statements = new List<Statement>();
        if (function.ThisVariable is { } self)
        {
            statements.Add(Nodes.Run(Nodes.Assign(Nodes.Name(self), new ThisExpression { Type = SyntaxNodes.ThisExpression })));
        }

        if (function.ArgumentsVariable is { } arguments)
        {
            statements.Add(Nodes.Run(Nodes.Assign(Nodes.Name(arguments), Nodes.Name("arguments"))));
        }

        statements.AddRange(body);
        // A parameter of this name keeps Jint from making an arguments object for every call.
        var all = function.UsesArguments ? parameters : [.. parameters, "arguments"];
        return At(
            new FunctionExpression
            {
                Type = SyntaxNodes.FunctionExpression,
                Id = name is null ? null : Nodes.Name(name),
                Parameters = [.. all.Select(Nodes.Name)],
                Body = At(Nodes.CheckedBlock(statements, isFunction: true), span),
                Strict = true,
                VariableDeclarations = function.Variables.Count == 0 ? [] : [Nodes.Variables(function.Variables.Distinct(StringComparer.Ordinal))],
                FunctionDeclarations = function.Functions,
            },
            span
        );
    }
}
