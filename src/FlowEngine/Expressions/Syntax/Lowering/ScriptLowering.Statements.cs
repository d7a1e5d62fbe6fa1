using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Statements.</summary>
internal sealed partial class ScriptLowering
{
    private void LowerAll(IReadOnlyList<ScriptNode> statements, List<Statement> output)
    {
        foreach (var statement in statements)
        {
            Lower(statement, output);
        }
    }

    private void Lower(ScriptNode statement, List<Statement> output)
    {
        Enter(statement);
        LowerHere(statement, output);
        Leave();
    }

    private void LowerHere(ScriptNode statement, List<Statement> output)
    {
        switch (statement)
        {
            case EmptyNode:
                break;
            case ExpressionStatementNode run:
                output.Add(At(Nodes.Run(Expression(run.Expression)), run.Span));
                break;
            case VariablesNode variables:
                foreach (var variable in variables.Variables)
                {
                    LowerVariable(variable, variables.Kind, output);
                }

                break;
            case FunctionNode function:
                if (_scope.Find(function.Id!.Name) is { IsPerTurn: true } own) // A declaration has a name.
                {
                    output.Insert(0, Nodes.Run(Nodes.Assign(Nodes.Name(own.Variable), Function(function))));
                }

                break;
            case ClassNode definition:
                output.Add(At(Nodes.Run(Nodes.Assign(Variable(definition.Id!), Class(definition))), definition.Span)); // Likewise.
                break;
            case ReturnNode back:
                output.Add(At(Return(back), back.Span));
                break;
            case IfNode choice:
                output.Add(
                    At(
                        new IfStatement
                        {
                            Type = SyntaxNodes.IfStatement,
                            Test = Expression(choice.Test),
                            Consequent = Nested(choice.Yes),
                            Alternate = choice.No is null ? null : Nested(choice.No),
                        },
                        choice.Span
                    )
                );
                break;
            case BlockNode block:
                output.Add(At(Block(block), block.Span));
                break;
            case ThrowNode thrown:
                // Jint turns a thrown value that is no Error into an exception of .NET.
                output.Add(At(Nodes.Throw(Intrinsic("throwing", thrown.Value.Span, Expression(thrown.Value))), thrown.Span));
                break;
            case BreakNode jump:
                output.Add(
                    At(new BreakStatement { Type = SyntaxNodes.BreakStatement, Label = LabelOf(jump.Label) }, jump.Span)
                );
                break;
            case ContinueNode jump:
                output.Add(
                    At(new ContinueStatement { Type = SyntaxNodes.ContinueStatement, Label = LabelOf(jump.Label) }, jump.Span)
                );
                break;
            case TryNode attempt:
                output.Add(At(Try(attempt), attempt.Span));
                break;
            case SwitchNode choice:
                LowerSwitch(choice, output);
                break;
            case LabeledNode labeled:
                LowerLabeled(labeled, output);
                break;
            default:
                output.Add(At(Loop(statement), statement.Span));
                break;
        }
    }

    private static Identifier? LabelOf(string? label) => label is null ? null : Nodes.Name(label);

    /// <summary>Where a <c>let</c> runs again, in a loop, it is undefined again.</summary>
    private void LowerVariable(VariableNode variable, string kind, List<Statement> output)
    {
        if (variable.Value is { } value)
        {
            var given = DeclaredValue(variable.Target, value);
            output.Add(At(Nodes.Run(AssignTo(variable.Target, given, isFirst: true)), variable.Span));
        }
        else if (kind != "var" && variable.Target is NameNode name)
        {
            output.Add(At(Nodes.Run(Nodes.Assign(Variable(name), Nodes.Value(JsValue.Undefined))), variable.Span));
        }
    }

    private ReturnStatement Return(ReturnNode back)
    {
        var value = back.Value is null ? null : Expression(back.Value);
        var function = _scope.Function;
        if (value is null && function is { IsConstructor: true, Base: not null })
        {
            value = Nodes.Name(function.ThisVariable ??= TemporaryIn(function));
        }

        return Nodes.Return(value);
    }

    private BlockStatement Block(BlockNode block)
    {
        Push();
        DeclareBlock(block.Statements);
        var output = new List<Statement>();
        LowerAll(block.Statements, output);
        Pop();
        return Nodes.Block(output);
    }

    /// <summary>A statement as one statement of Jint.</summary>
    private Statement Nested(ScriptNode statement)
    {
        var output = new List<Statement>();
        Lower(statement, output);
        return output.Count == 1 ? output[0] : Nodes.Block(output);
    }

    private TryStatement Try(TryNode attempt)
    {
        var lowered = new TryStatement
        {
            Type = SyntaxNodes.TryStatement,
            Block = Nested(attempt.Block),
            Handlers = [],
            GuardedHandlers = [],
        };
        if (attempt.Handler is { } handler)
        {
            var caught = Unique("e");
            var output = new List<Statement>();
            Push();
            foreach (var name in Declarations.Names(attempt.Caught))
            {
                Declare(name.Name);
            }

            if (attempt.Caught is { } target)
            {
                output.Add(Nodes.Run(AssignTo(target, Intrinsic("caught", target.Span, Nodes.Name(caught)), isFirst: true)));
            }

            Lower(handler, output);
            Pop();
            lowered.Handlers =
            [
                new CatchClause { Type = SyntaxNodes.CatchClause, Param = Nodes.Name(caught), Body = Nodes.Block(output) },
            ];
        }

        lowered.Finalizer = attempt.Finalizer is null ? null : Nested(attempt.Finalizer);
        return lowered;
    }

    /// <summary>The case is chosen by number first: Jint mishandles a <c>default</c> that is not the last.</summary>
    private void LowerSwitch(SwitchNode choice, List<Statement> output)
    {
        var value = Temporary();
        var chosen = Temporary();
        output.Add(At(Nodes.Run(Nodes.Assign(Nodes.Name(value), Expression(choice.Value))), choice.Value.Span));
        Push();
        DeclareBlock([.. choice.Cases.SelectMany(c => c.Statements)]);
        Expression selection = Nodes.Number(choice.Cases.ToList().FindIndex(c => c.Test is null));
        for (var i = choice.Cases.Count - 1; i >= 0; i--)
        {
            if (choice.Cases[i].Test is { } test)
            {
                var same = Nodes.Binary(BinaryOperator.StrictlyEqual, Nodes.Name(value), Expression(test));
                selection = Nodes.Choose(same, Nodes.Number(i), selection);
            }
        }

        output.Add(Nodes.Run(Nodes.Assign(Nodes.Name(chosen), selection)));
        var cases = new List<SwitchCase>();
        foreach (var (index, branch) in choice.Cases.Index())
        {
            var statements = new List<Statement>();
            LowerAll(branch.Statements, statements);
            cases.Add(new SwitchCase { Type = SyntaxNodes.SwitchCase, Test = Nodes.Number(index), Consequent = statements });
        }

        Pop();
        output.Add(
            At(
                new SwitchStatement { Type = SyntaxNodes.SwitchStatement, Discriminant = Nodes.Name(chosen), Cases = cases },
                choice.Span
            )
        );
    }

    /// <summary>Jint knows a label only on the loop or block itself, so what must run before it stands outside.</summary>
    private void LowerLabeled(LabeledNode labeled, List<Statement> output)
    {
        var inner = new List<Statement>();
        Lower(labeled.Body, inner);
        if (inner.Count == 0)
        {
            return;
        }

        output.AddRange(inner[..^1]);
        output.Add(
            At(
                new LabelledStatement { Type = SyntaxNodes.LabeledStatement, Label = Nodes.Name(labeled.Label), Body = inner[^1] },
                labeled.Span
            )
        );
    }
}
