using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>
/// Turns a parsed script into a tree that Jint 2.10.4, an interpreter of ECMAScript 5.1, runs: newer syntax becomes
/// older syntax and calls of <see cref="Intrinsics"/>, limits stand at every function entry and loop turn, nothing
/// belongs to one engine, and what Jint gets wrong goes another way. One use, one thread.
/// </summary>
/// <remarks>
/// A variable that is read before its <c>let</c> or <c>const</c> is undefined instead of an error. Names of functions
/// are not kept.
/// </remarks>
internal sealed partial class ScriptLowering
{
    private readonly SourceText _source;
    private readonly ReadCollector _reads;
    private BlockScope _scope;
    private int _depth;
    private int _names;
    private int _additions;

    private ScriptLowering(SourceText source)
    {
        _source = source;
        _reads = new ReadCollector();
        _scope = new BlockScope(null, new FunctionContext(null));
    }

    /// <summary>Lowers an expression to a function that returns it.</summary>
    /// <exception cref="ScriptSyntaxException">It means nothing.</exception>
    public static PreparedScript LowerExpression(SourceText source, ScriptNode expression)
    {
        var lowering = new ScriptLowering(source);
        var body = lowering.At(Nodes.Return(lowering.Expression(expression)), expression.Span);
        return lowering.Finish([body], expression.Span);
    }

    /// <summary>Lowers statements to a function that runs them.</summary>
    /// <exception cref="ScriptSyntaxException">They mean nothing.</exception>
    public static PreparedScript LowerScript(SourceText source, BlockNode script)
    {
        var lowering = new ScriptLowering(source);
        var body = new List<Statement>();
        lowering.DeclareAll(script.Statements, isTop: true);
        lowering.LowerAll(script.Statements, body);
        return lowering.Finish(body, script.Span);
    }

    private PreparedScript Finish(List<Statement> body, TextSpan span) =>
        new(Function(_scope.Function, null, [], body, span), _reads.Roots, _reads.Paths, _reads.All);

    /// <summary>Gives a node its place.</summary>
    private T At<T>(T node, TextSpan span)
        where T : SyntaxNode
    {
        node.Location ??= _source.LocationOf(span);
        return node;
    }

    private CallExpression Intrinsic(string name, TextSpan span, params Expression[] arguments) =>
        At(Nodes.Intrinsic(name, arguments), span);

    private ScriptSyntaxException Error(ScriptNode node, string message) => _source.Error(node.Span.Start, message);

    private void Enter(ScriptNode node)
    {
        if (++_depth > ScriptParser.MaxDepth)
        {
            throw _source.Error(node.Span.Start, $"This is nested deeper than {ScriptParser.MaxDepth} levels.", "expression.depth");
        }
    }

    private void Leave() => _depth--;

    /// <summary>A new variable that no script can name.</summary>
    private string Temporary() => TemporaryIn(_scope.Function);

    private string TemporaryIn(FunctionContext function)
    {
        var name = Unique("t");
        function.Variables.Add(name);
        return name;
    }

    private string Unique(string name) => $"{name}@{_names++}";

    private BlockScope Push(bool isLoop = false, List<string>? perTurn = null) =>
        _scope = new BlockScope(_scope, _scope.Function) { IsLoop = isLoop, PerTurn = perTurn };

    private void Pop() => _scope = _scope.Outer!; // Every Pop stands behind its Push.

    /// <summary>Declares what a function or the script declares anywhere (var) and at its top (let, const, class, function).</summary>
    private void DeclareAll(IReadOnlyList<ScriptNode> statements, bool isTop)
    {
        foreach (var name in statements.SelectMany(Declarations.Variables))
        {
            if (!_scope.Declares(name))
            {
                _scope.Add(name, new Binding(name));
                _scope.Function.Variables.Add(name);
            }
        }

        DeclareBlock(statements, isTop);
    }

    /// <summary>Declares what a block declares: let, const, class and function.</summary>
    private void DeclareBlock(IReadOnlyList<ScriptNode> statements, bool isTop = false)
    {
        var variables = statements.SelectMany(Declarations.Variables).ToHashSet(StringComparer.Ordinal);
        var declared = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            // A function may stand for another one, and at the top for a variable.
            var isFunction = statement is FunctionNode;
            foreach (var (name, isConstant) in Declarations.OfBlock(statement))
            {
                var isTaken = !declared.TryAdd(name, isFunction) && !(isFunction && declared[name]);
                if (isTaken || (variables.Contains(name) && !(isFunction && isTop)))
                {
                    throw Error(statement, $"'{name}' is declared twice.");
                }

                Declare(name, isConstant, isTop);
            }
        }

        foreach (var function in statements.OfType<FunctionNode>())
        {
            if (_scope.Find(function.Id!.Name) is { IsPerTurn: false } binding) // A declaration has a name.
            {
                Hoist(function, binding);
            }
        }
    }

    private void Hoist(FunctionNode function, Binding binding)
    {
        var lowered = Function(function);
        _scope.Function.Variables.Remove(binding.Variable);
        _scope.Function.Functions.Add(
            new FunctionDeclaration
            {
                Type = SyntaxNodes.FunctionDeclaration,
                Id = Nodes.Name(binding.Variable),
                Parameters = lowered.Parameters,
                Body = lowered.Body,
                Strict = true,
                VariableDeclarations = lowered.VariableDeclarations,
                FunctionDeclarations = lowered.FunctionDeclarations,
                Location = lowered.Location,
            }
        );
    }

    private Binding Declare(string name, bool isConstant = false, bool isTop = false)
    {
        var perTurn = _scope.FindPerTurn();
        var isOwnName = isTop && perTurn is null && !_scope.Declares(name);
        var binding = new Binding(isOwnName ? name : Unique(name), isConstant, perTurn is not null);
        (perTurn ?? _scope.Function.Variables).Add(binding.Variable);
        _scope.Add(name, binding);
        return binding;
    }

    /// <summary>Reads a variable; a name that is declared nowhere is read from the scope of the evaluation.</summary>
    private Expression Variable(NameNode node)
    {
        if (_scope.Find(node.Name) is { } binding)
        {
            return At(Nodes.Name(binding.Variable), node.Span);
        }

        if (node.Name == "undefined")
        {
            return At(Nodes.Value(JsValue.Undefined), node.Span);
        }

        if (node.Name == "arguments")
        {
            var owner = _scope.Function.Owner;
            if (owner.Outer is null)
            {
                throw Error(node, "'arguments' means nothing outside a function.");
            }

            owner.UsesArguments = true;
            return At(Nodes.Name(owner.ArgumentsVariable ??= TemporaryIn(owner)), node.Span);
        }

        return At(Nodes.Name(node.Name), node.Span);
    }

    private Expression This(TextSpan span)
    {
        var owner = _scope.Function.Owner;
        return ReferenceEquals(owner, _scope.Function) && owner.ThisVariable is null
            ? At(new ThisExpression { Type = SyntaxNodes.ThisExpression }, span)
            : At(Nodes.Name(owner.ThisVariable ??= TemporaryIn(owner)), span);
    }

    /// <summary>True for a name that no part of the script declares.</summary>
    private bool IsFree(NameNode name) => name.Name != "arguments" && _scope.Find(name.Name) is null;
}
