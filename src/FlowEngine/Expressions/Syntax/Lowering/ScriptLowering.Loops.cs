using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>
/// Loops. All become <c>for</c>, the one loop that Jint runs rightly, with a body that meets the limits. Where a function
/// keeps a variable of a turn, the body runs in a <c>with</c> on an object that holds the variables of that turn.
/// </summary>
internal sealed partial class ScriptLowering
{
    private ForStatement Loop(ScriptNode statement) =>
        statement switch
        {
            WhileNode loop => Nodes.Loop(null, Expression(loop.Test), null, LoopBody(loop.Body, null, null)),
            DoWhileNode loop => DoWhile(loop),
            ForNode loop => For(loop),
            ForEachNode loop => ForEach(loop),
            _ => throw Error(statement, "This statement is not understood here."),
        };

    /// <summary><c>do b while (t)</c> is <c>for (first = true; first || t; first = false) b</c>, where continue is right.</summary>
    private ForStatement DoWhile(DoWhileNode loop)
    {
        var first = Temporary();
        var body = LoopBody(loop.Body, null, null);
        return Nodes.Loop(
            Nodes.Assign(Nodes.Name(first), Nodes.Value(JsValue.True)),
            Nodes.Logical(isAnd: false, Nodes.Name(first), Expression(loop.Test)),
            Nodes.Assign(Nodes.Name(first), Nodes.Value(JsValue.False)),
            body
        );
    }

    private ForStatement ForEach(ForEachNode loop)
    {
        var items = Temporary();
        var source = Expression(loop.Source);
        var body = LoopBody(
            loop.Body,
            loop.Target,
            output =>
            {
                var item = Nodes.Intrinsic("currentItem", Nodes.Name(items));
                var target = loop.Target is VariablesNode variables ? variables.Variables[0].Target : loop.Target;
                output.Add(At(Nodes.Run(AssignTo(target, item, isFirst: loop.Target is VariablesNode)), target.Span));
            }
        );
        return Nodes.Loop(
            Nodes.Assign(Nodes.Name(items), Intrinsic(loop.IsOverKeys ? "keys" : "items", loop.Source.Span, source)),
            Nodes.Intrinsic("nextItem", Nodes.Name(items)),
            null,
            body
        );
    }

    private ForStatement For(ForNode loop)
    {
        Push();
        var heads = new List<(string Name, Binding Binding)>();
        if (loop.Start is VariablesNode { Kind: not "var" } variables)
        {
            foreach (var name in variables.Variables.SelectMany(v => Declarations.Names(v.Target)))
            {
                heads.Add((name.Name, Declare(name.Name, variables.Kind == "const")));
            }
        }

        var isKept = heads.Count > 0 && Captures.Any(loop.Body, loop.Start);
        var start = ForStart(loop.Start);
        var test = loop.Test is null ? null : Expression(loop.Test);
        var update = loop.Update is null ? null : Expression(loop.Update);
        var body = isKept ? CopyingBody(loop.Body, heads) : LoopBody(loop.Body, null, null);
        Pop();
        return Nodes.Loop(start, test, update, body);
    }

    private Expression? ForStart(ScriptNode? start)
    {
        if (start is not VariablesNode variables)
        {
            return start is null ? null : Expression(start);
        }

        var output = new List<Statement>();
        Lower(variables, output);
        return output.Count == 0 ? null : Nodes.Sequence([.. output.OfType<ExpressionStatement>().Select(s => s.Expression)]);
    }

    private Statement LoopBody(ScriptNode body, ScriptNode? head, Action<List<Statement>>? begin)
    {
        var turn = Push(isLoop: true, Captures.Any(body, head) ? [] : null);
        foreach (var (name, isConstant) in Declarations.OfBlock(head))
        {
            Declare(name, isConstant);
        }

        var output = new List<Statement>();
        begin?.Invoke(output);
        Lower(body, output);
        Pop();
        return WithOwnVariables(turn, At(Nodes.CheckedBlock(output, isFunction: false), body.Span));
    }

    /// <summary>
    /// <c>for (let i = …)</c> whose functions keep <c>i</c>: a turn starts with a copy of the loop's own variable, and
    /// gives its value back at the end, whichever way it ends.
    /// </summary>
    private Statement CopyingBody(ScriptNode body, List<(string Name, Binding Binding)> heads)
    {
        var turn = Push(isLoop: true, []);
        var output = new List<Statement>();
        var back = new List<Statement>();
        foreach (var (name, outer) in heads)
        {
            var own = Declare(name, outer.IsConstant);
            output.Add(Nodes.Run(Nodes.Assign(Nodes.Name(own.Variable), Nodes.Name(outer.Variable))));
            back.Add(Nodes.Run(Nodes.Assign(Nodes.Name(outer.Variable), Nodes.Name(own.Variable))));
        }

        var inner = new List<Statement>();
        Lower(body, inner);
        Pop();
        output.Add(
            new TryStatement
            {
                Type = SyntaxNodes.TryStatement,
                Block = Nodes.Block(inner),
                Handlers = [],
                GuardedHandlers = [],
                Finalizer = Nodes.Block(back),
            }
        );
        return WithOwnVariables(turn, At(Nodes.CheckedBlock(output, isFunction: false), body.Span));
    }

    private static Statement WithOwnVariables(BlockScope turn, Statement body) =>
        turn.PerTurn is null
            ? body
            : new WithStatement
            {
                Type = SyntaxNodes.WithStatement,
                Object = Nodes.Intrinsic("turn", [.. turn.PerTurn.Select(Nodes.Text)]),
                Body = body,
            };
}
