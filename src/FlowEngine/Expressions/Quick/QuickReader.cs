using System.Globalization;
using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Quick;

/// <summary>
/// Finds expressions that need no engine: paths, literals, operators on them, and the usual methods of lists. Most
/// conditions, greetings and totals are of this kind, and cost a hundredth so.
/// </summary>
internal sealed class QuickReader
{
    // Every operator may build a text: this many keep within the memory that one evaluation may use.
    private const int MaxNodes = 100;

    private readonly SortedSet<string> _reads = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Place)> _locals = [];
    private int _nodes;

    /// <summary>Static paths that are read.</summary>
    public IReadOnlyCollection<string> Reads => _reads;

    /// <summary>Number of parameters of all functions.</summary>
    public int Locals { get; private set; }

    /// <summary>Reads an expression; null when it needs an engine.</summary>
    public QuickNode? Read(ScriptNode node)
    {
        if (++_nodes > MaxNodes)
        {
            return null;
        }

        return node switch
        {
            LiteralNode literal => Constant(literal),
            NameNode { Name: "undefined" } => new QuickConstant(QuickValue.Undefined),
            NameNode name when PlaceOf(name) is { } place => new QuickLocal(place),
            NameNode or MemberNode or ChainNode when !IsLocal(node) && PathOf(node) is { } path => Noted(path),
            MemberNode member => StepOf(member) is { } step && Read(member.Owner) is { } owner ? new QuickMember(owner, step) : null,
            ChainNode chain => Read(chain.Expression),
            CallNode call => Call(call),
            UnaryNode unary => QuickOperators.Unary(unary.Operator) is { } operation && Read(unary.Argument) is { } argument
                ? new QuickUnary(operation, argument)
                : null,
            BinaryNode binary => Binary(binary),
            LogicalNode logical => Logical(logical),
            ConditionalNode choice => Read(choice.Test) is { } test && Read(choice.Yes) is { } yes && Read(choice.No) is { } no
                ? new QuickConditional(test, yes, no)
                : null,
            TemplateNode template => Template(template),
            _ => null,
        };
    }

    /// <summary>Reads a plain path; null when it is anything else.</summary>
    public static PathSteps? PathOf(ScriptNode node)
    {
        var steps = new Stack<PathStep>();
        // A chain holds its whole path, so a chain inside another path stands in brackets and ends by itself.
        var step = node is ChainNode chain ? chain.Expression : node;
        for (; step is MemberNode member; step = member.Owner)
        {
            if (StepOf(member) is not { } read)
            {
                return null;
            }

            steps.Push(read);
        }

        return step is NameNode root && root.Name != "arguments" && !LanguageNames.Contains(root.Name)
            ? new PathSteps(root.Name, [.. steps], node.Span)
            : null;
    }

    private static PathStep? StepOf(MemberNode member)
    {
        var (name, index) = member.Key switch
        {
            { Name: { } known } => (known, (int?)null),
            { Computed: LiteralNode { Value: string text } } => (text, null),
            { Computed: LiteralNode { Value: double number } } when number is >= 0 and < 100_000_000 && number == Math.Truncate(number) => (
                ((int)number).ToString(CultureInfo.InvariantCulture),
                (int)number
            ),
            _ => (null, null),
        };
        return name is null || PathSteps.IsInherited(name) || (index is null && IndexLike(name))
            ? null
            : new PathStep(name, index, member.IsOptional, member.Key.Span.Start, member.Owner.Span.End);
    }

    private static bool IndexLike(string name) => name.Length > 0 && char.IsAsciiDigit(name[0]);

    private static QuickConstant Constant(LiteralNode literal) =>
        new(
            literal.Value switch
            {
                null => QuickValue.Null,
                bool flag => QuickValue.Of(flag),
                string text => QuickValue.Of(JsonValues.Of(text)),
                var number => QuickValue.Of((double)number),
            }
        );

    private QuickPath Noted(PathSteps path)
    {
        _reads.Add(path.Text);
        return new QuickPath(path);
    }

    private int? PlaceOf(NameNode name)
    {
        var local = _locals.FindLastIndex(l => l.Name == name.Name);
        return local < 0 ? null : _locals[local].Place;
    }

    private bool IsLocal(ScriptNode path) =>
        path switch
        {
            NameNode name => PlaceOf(name) is not null,
            MemberNode member => IsLocal(member.Owner),
            ChainNode chain => IsLocal(chain.Expression),
            _ => false,
        };

    private QuickNode? Call(CallNode call)
    {
        if (
            call.IsOptional
            || call.Callee is not MemberNode { Key.Name: { } method } callee
            || Read(callee.Owner) is not { } owner
        )
        {
            return null;
        }

        if (QuickLists.WithFunction(method) is { } calling)
        {
            return call.Arguments.Count == 1 || (call.Arguments.Count == 2 && method == "reduce") ? ListCall(call, owner, callee.IsOptional, calling) : null;
        }

        return QuickLists.Plain(method) is { } operation && call.Arguments.Count <= 2 && ReadAll(call.Arguments) is { } arguments
            ? new QuickListQuery(operation, owner, callee.IsOptional, arguments)
            : null;
    }

    private QuickListCall? ListCall(CallNode call, QuickNode owner, bool isOptional, QuickListMethod method)
    {
        if (Function(call.Arguments[0]) is not { } function)
        {
            return null;
        }

        var start = call.Arguments.Count > 1 ? Read(call.Arguments[1]) : null;
        return start is null && call.Arguments.Count > 1 ? null : new QuickListCall(method, owner, isOptional, function, start);
    }

    private QuickFunction? Function(ScriptNode node)
    {
        if (
            node is not FunctionNode { IsArrow: true, Body: var body } function
            || !function.Parameters.All(p => p is NameNode { Name: not ("undefined" or "arguments") })
        )
        {
            return null;
        }

        var outer = _locals.Count;
        var places = Enumerable.Range(Locals, function.Parameters.Count).ToArray();
        _locals.AddRange(function.Parameters.Cast<NameNode>().Zip(places, (p, place) => (p.Name, place)));
        Locals += places.Length;
        var result = body switch
        {
            BlockNode { Statements: [ReturnNode { Value: { } value }] } => Read(value),
            BlockNode => null,
            _ => Read(body),
        };
        _locals.RemoveRange(outer, _locals.Count - outer);
        return result is null ? null : new QuickFunction(places, result);
    }

    private QuickNode[]? ReadAll(IReadOnlyList<ScriptNode> nodes)
    {
        var read = new QuickNode[nodes.Count];
        for (var i = 0; i < read.Length; i++)
        {
            if (Read(nodes[i]) is not { } node)
            {
                return null;
            }

            read[i] = node;
        }

        return read;
    }

    private QuickBinary? Binary(BinaryNode binary) =>
        QuickOperators.Binary(binary.Operator) is { } operation && Read(binary.Left) is { } left && Read(binary.Right) is { } right
            ? new QuickBinary(operation, left, right)
            : null;

    private QuickLogical? Logical(LogicalNode logical)
    {
        if (Read(logical.Left) is not { } left || Read(logical.Right) is not { } right)
        {
            return null;
        }

        return logical.Operator switch
        {
            "&&" => new QuickLogical(value => !value.IsTrue, left, right),
            "||" => new QuickLogical(value => value.IsTrue, left, right),
            _ => new QuickLogical(value => !value.IsMissing, left, right),
        };
    }

    private QuickTemplate? Template(TemplateNode template)
    {
        var parts = new List<QuickNode>();
        for (var i = 0; i < template.Texts.Count; i++)
        {
            if (template.Texts[i].Cooked is { Length: > 0 } text)
            {
                parts.Add(new QuickConstant(QuickValue.Of(text)));
            }

            if (i == template.Expressions.Count)
            {
                break;
            }

            if (Read(template.Expressions[i]) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return new QuickTemplate([.. parts]);
    }
}
