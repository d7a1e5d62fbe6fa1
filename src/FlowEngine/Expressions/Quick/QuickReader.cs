using System.Globalization;
using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Quick;

/// <summary>
/// Finds expressions that need no engine: paths, literals, and operators on them. Most conditions and greetings are of
/// this kind, and cost a hundredth so.
/// </summary>
internal sealed class QuickReader
{
    // Every operator may build a text: this many keep within the memory that one evaluation may use.
    private const int MaxNodes = 100;

    private readonly SortedSet<string> _reads = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>Static paths that are read.</summary>
    public IReadOnlyCollection<string> Reads => _reads;

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
            NameNode or MemberNode or ChainNode => PathOf(node) is { } path ? Noted(path) : null,
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
