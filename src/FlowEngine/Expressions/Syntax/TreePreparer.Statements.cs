using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Functions and their statements: scopes, limits, and loops in forms that Jint 2.10.4 runs rightly.</summary>
internal sealed partial class TreePreparer
{
    private FunctionExpression RewriteFunction(FunctionExpression function)
    {
        RefuseModern(function.Generator, function.Rest, function.Defaults, function);
        Enter(function.Id, function.Parameters, function.VariableDeclarations, function.FunctionDeclarations, function);
        function.Body = RewriteFunctionBody(function.Body, function.FunctionDeclarations);
        (function.Parameters, function.VariableDeclarations) = Leave(function.Parameters, function.VariableDeclarations);
        function.Strict = true;
        return function;
    }

    private void RewriteFunction(FunctionDeclaration function)
    {
        RefuseModern(function.Generator, function.Rest, function.Defaults, function);
        Enter(null, function.Parameters, function.VariableDeclarations, function.FunctionDeclarations, function);
        function.Body = RewriteFunctionBody(function.Body, function.FunctionDeclarations);
        (function.Parameters, function.VariableDeclarations) = Leave(function.Parameters, function.VariableDeclarations);
        function.Strict = true;
    }

    private void RefuseModern(bool generator, SyntaxNode? rest, IEnumerable<Expression>? defaults, SyntaxNode function)
    {
        if (generator || rest is not null || (defaults?.Any(d => d is not null) ?? false))
        {
            throw place.At(function.Location, "Generators, rest and default parameters are newer than ECMAScript 5.");
        }
    }

    private void Enter(
        Identifier? self,
        IEnumerable<Identifier> parameters,
        IList<VariableDeclaration> variables,
        IList<FunctionDeclaration> functions,
        SyntaxNode node
    )
    {
        _scope = new FunctionScope(_scope);
        var names = parameters
            .Select(p => p.Name)
            .Concat(variables.SelectMany(v => v.Declarations).Select(d => d.Id.Name))
            .Concat(functions.Select(f => f.Id.Name))
            .Append(self?.Name);
        foreach (var name in names.OfType<string>())
        {
            if (name is "arguments" or "eval")
            {
                throw place.At(node.Location, $"'{name}' cannot be declared.");
            }

            _scope.Declare(name);
        }
    }

    private (Identifier[] Parameters, IList<VariableDeclaration> Variables) Leave(
        IEnumerable<Identifier> parameters,
        IList<VariableDeclaration> variables
    )
    {
        var inner = _scope;
        _scope = inner.Outer!; // Only functions inside the expression are left, never the expression itself.
        // A parameter of this name keeps Jint from making an arguments object for every call.
        Identifier[] all = inner.UsesArguments ? [.. parameters] : [.. parameters, Nodes.Name("arguments")];
        return (all, [.. variables, Nodes.Variables(inner.Temporaries)]);
    }

    private BlockStatement RewriteFunctionBody(Statement body, IList<FunctionDeclaration> functions)
    {
        var statements = ((BlockStatement)body).Body.Where(s => s is not FunctionDeclaration).ToList();
        foreach (var function in functions)
        {
            RewriteFunction(function);
        }

        return Nodes.CheckedBlock([.. statements.Select(Rewrite)], isFunction: true, body);
    }

    private Statement Rewrite(Statement node)
    {
        if (++_depth > MaxDepth)
        {
            throw place.At(node.Location, $"The code is nested deeper than {MaxDepth} levels.", "expression.depth");
        }

        var rewritten = RewriteStatement(node);
        _depth--;
        rewritten.Location ??= node.Location;
        rewritten.LabelSet = node.LabelSet;
        return rewritten;
    }

    private Statement RewriteStatement(Statement node)
    {
        switch (node)
        {
            case ExpressionStatement run:
                run.Expression = Rewrite(run.Expression);
                return run;
            case VariableDeclaration variables:
                return RewriteVariables(variables);
            case BlockStatement block:
                return Nodes.Block([.. block.Body.Where(s => s is not FunctionDeclaration).Select(Rewrite)], block);
            case IfStatement choice:
                choice.Test = Rewrite(choice.Test);
                choice.Consequent = Rewrite(choice.Consequent);
                choice.Alternate = choice.Alternate is null ? null : Rewrite(choice.Alternate);
                return choice;
            case ReturnStatement back:
                back.Argument = back.Argument is null ? null : Rewrite(back.Argument);
                return back;
            case ThrowStatement thrown:
                // Jint turns a thrown value that is no Error into an exception of .NET.
                thrown.Argument = Nodes.Intrinsic("throwing", thrown.Argument, Rewrite(thrown.Argument));
                return thrown;
            case TryStatement attempt:
                return RewriteTry(attempt);
            case ForStatement loop:
                return RewriteFor(loop);
            case WhileStatement loop:
                // Jint mishandles "continue" in a labelled while.
                return Nodes.Loop(null, Rewrite(loop.Test), null, LoopBody(loop.Body), loop);
            case DoWhileStatement loop:
                return RewriteDo(loop);
            case ForInStatement loop:
                return RewriteForIn(loop);
            case SwitchStatement choice:
                return RewriteSwitch(choice);
            case LabelledStatement labelled:
                labelled.Body = Rewrite(labelled.Body);
                return labelled;
            case BreakStatement or ContinueStatement or EmptyStatement:
                return node;
            case DebuggerStatement:
                return new EmptyStatement { Type = SyntaxNodes.EmptyStatement };
            case WithStatement:
                throw place.At(node.Location, "'with' is not understood here.");
            default:
                throw place.At(node.Location, "This statement is not understood here.");
        }
    }

    private BlockStatement LoopBody(Statement body) => Nodes.CheckedBlock([Rewrite(body)], isFunction: false, body);

    private VariableDeclaration RewriteVariables(VariableDeclaration variables)
    {
        if (variables.Kind != "var")
        {
            throw place.At(variables.Location, $"'{variables.Kind}' is newer than ECMAScript 5: use 'var'.");
        }

        variables.Declarations =
        [
            .. variables.Declarations.Select(d =>
            {
                d.Init = d.Init is null ? null : Rewrite(d.Init);
                return d;
            }),
        ];
        return variables;
    }

    private TryStatement RewriteTry(TryStatement attempt)
    {
        attempt.Block = Rewrite(attempt.Block);
        attempt.Handlers =
        [
            .. attempt.Handlers.Select(handler =>
            {
                var name = handler.Param.Name;
                var isNew = !_scope.DeclaresItself(name);
                _scope.Declare(name);
                var unwrap = Nodes.Run(
                    Nodes.Assign(Nodes.Name(name), Nodes.Intrinsic("caught", handler.Param, Nodes.Name(name)))
                );
                handler.Body = Nodes.Block([unwrap, Rewrite((Statement)handler.Body)], handler.Body);
                if (isNew)
                {
                    _scope.Remove(name);
                }

                return handler;
            }),
        ];
        attempt.Finalizer = attempt.Finalizer is null ? null : Rewrite(attempt.Finalizer);
        return attempt;
    }

    private ForStatement RewriteFor(ForStatement loop)
    {
        loop.Init = loop.Init switch
        {
            null => null,
            VariableDeclaration variables => RewriteVariables(variables),
            Expression expression => Rewrite(expression),
            _ => throw place.At(loop.Location, "This loop is not understood here."),
        };
        loop.Test = loop.Test is null ? null : Rewrite(loop.Test);
        loop.Update = loop.Update is null ? null : Rewrite(loop.Update);
        loop.Body = LoopBody(loop.Body);
        return loop;
    }

    /// <summary><c>do b while (t)</c> is <c>for (first = true; first || t; first = false) b</c>, where continue is right.</summary>
    private ForStatement RewriteDo(DoWhileStatement loop)
    {
        var first = _scope.Temporary();
        var body = LoopBody(loop.Body);
        var test = new LogicalExpression
        {
            Type = SyntaxNodes.LogicalExpression,
            Operator = LogicalOperator.LogicalOr,
            Left = Nodes.Name(first),
            Right = Rewrite(loop.Test),
        };
        return Nodes.Loop(
            Nodes.Assign(Nodes.Name(first), Nodes.Value(JsValue.True)),
            test,
            Nodes.Assign(Nodes.Name(first), Nodes.Value(JsValue.False)),
            body,
            loop
        );
    }

    /// <summary>Keys are listed first: Jint fails when the body changes the object, and orders index keys wrongly.</summary>
    private ForStatement RewriteForIn(ForInStatement loop)
    {
        var keys = _scope.Temporary();
        var target = loop.Left switch
        {
            VariableDeclaration { Kind: "var" } variables => Nodes.Name(variables.Declarations.First().Id.Name),
            VariableDeclaration variables => throw place.At(
                variables.Location,
                $"'{variables.Kind}' is newer than ECMAScript 5: use 'var'."
            ),
            Expression expression => RewriteTarget(expression),
            _ => throw place.At(loop.Location, "This loop is not understood here."),
        };
        var next = Nodes.Run(Nodes.Assign(target, Nodes.Intrinsic("currentKey", loop.Right, Nodes.Name(keys))));
        return Nodes.Loop(
            Nodes.Assign(Nodes.Name(keys), Nodes.Intrinsic("keys", loop.Right, Rewrite(loop.Right))),
            Nodes.Intrinsic("nextKey", loop.Right, Nodes.Name(keys)),
            null,
            Nodes.CheckedBlock([next, Rewrite(loop.Body)], isFunction: false, loop.Body),
            loop
        );
    }

    /// <summary>The case is chosen by number first: Jint mishandles a <c>default</c> that is not the last.</summary>
    private BlockStatement RewriteSwitch(SwitchStatement choice)
    {
        var value = _scope.Temporary();
        var chosen = _scope.Temporary();
        var cases = choice.Cases?.ToList() ?? [];
        Expression selection = Nodes.Number(cases.FindIndex(c => c.Test is null));
        for (var i = cases.Count - 1; i >= 0; i--)
        {
            if (cases[i].Test is { } test)
            {
                var same = Nodes.Binary(BinaryOperator.StrictlyEqual, Nodes.Name(value), Rewrite(test));
                selection = Nodes.Choose(same, Nodes.Number(i), selection);
            }
        }

        var discriminant = Nodes.Assign(Nodes.Name(value), Rewrite(choice.Discriminant));
        choice.Discriminant = Nodes.Name(chosen);
        choice.Cases =
        [
            .. cases.Select((c, i) => new SwitchCase
            {
                Type = SyntaxNodes.SwitchCase,
                Test = Nodes.Number(i),
                Consequent = [.. c.Consequent.Where(s => s is not FunctionDeclaration).Select(Rewrite)],
            }),
        ];
        return Nodes.Block(
            [Nodes.Run(discriminant), Nodes.Run(Nodes.Assign(Nodes.Name(chosen), selection)), choice],
            choice
        );
    }
}
