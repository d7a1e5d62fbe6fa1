namespace FlowEngine.Expressions.Quick;

/// <summary>A part of an expression that is computed without an engine. Nothing it does can be seen from outside.</summary>
internal abstract class QuickNode
{
    /// <summary>The value; unknown when only an engine can tell, which then evaluates the whole again.</summary>
    public abstract QuickValue Evaluate(ref QuickRun run);
}

internal sealed class QuickConstant(QuickValue value) : QuickNode
{
    public QuickValue Value => value;

    public override QuickValue Evaluate(ref QuickRun run) => value;
}

internal sealed class QuickPath(PathSteps path) : QuickNode
{
    public PathSteps Path => path;

    public override QuickValue Evaluate(ref QuickRun run) =>
        path.Read(run.Scope, out var value, out _) == PathOutcome.Value ? run.Bounded(QuickValue.Of(value)) : QuickValue.Unknown;
}

internal sealed class QuickUnary(Func<QuickValue, QuickValue> operation, QuickNode argument) : QuickNode
{
    public override QuickValue Evaluate(ref QuickRun run) =>
        argument.Evaluate(ref run) is { IsUnknown: false } value ? operation(value) : QuickValue.Unknown;
}

internal sealed class QuickBinary(Func<QuickValue, QuickValue, QuickValue> operation, QuickNode left, QuickNode right) : QuickNode
{
    public override QuickValue Evaluate(ref QuickRun run) =>
        left.Evaluate(ref run) is { IsUnknown: false } first && right.Evaluate(ref run) is { IsUnknown: false } second
            ? run.Bounded(operation(first, second))
            : QuickValue.Unknown;
}

/// <summary><c>a &amp;&amp; b</c>, <c>a || b</c>, <c>a ?? b</c>: the left side decides whether it is the value.</summary>
internal sealed class QuickLogical(Func<QuickValue, bool> isEnough, QuickNode left, QuickNode right) : QuickNode
{
    public override QuickValue Evaluate(ref QuickRun run)
    {
        var first = left.Evaluate(ref run);
        return first.IsUnknown || isEnough(first) ? first : right.Evaluate(ref run);
    }
}

internal sealed class QuickConditional(QuickNode test, QuickNode yes, QuickNode no) : QuickNode
{
    public override QuickValue Evaluate(ref QuickRun run)
    {
        var decision = test.Evaluate(ref run);
        return decision.IsUnknown ? decision
            : decision.IsTrue ? yes.Evaluate(ref run)
            : no.Evaluate(ref run);
    }
}

internal sealed class QuickTemplate(QuickNode[] parts) : QuickNode
{
    public override QuickValue Evaluate(ref QuickRun run)
    {
        var texts = new string[parts.Length];
        var length = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var value = parts[i].Evaluate(ref run);
            if (!value.IsPrimitive)
            {
                return QuickValue.Unknown;
            }

            texts[i] = value.ToText();
            length += texts[i].Length;
            if (length > QuickOperators.MaxText)
            {
                return QuickValue.Unknown;
            }
        }

        return run.Bounded(QuickValue.Of(string.Concat(texts)));
    }
}
