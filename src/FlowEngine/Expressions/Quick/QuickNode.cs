namespace FlowEngine.Expressions.Quick;

/// <summary>A part of an expression that is computed without an engine. Nothing it does can be seen from outside.</summary>
internal abstract class QuickNode
{
    /// <summary>The value; unknown when only an engine can tell, which then evaluates the whole again.</summary>
    public abstract QuickValue Evaluate(IExpressionScope scope);
}

internal sealed class QuickConstant(QuickValue value) : QuickNode
{
    public QuickValue Value => value;

    public override QuickValue Evaluate(IExpressionScope scope) => value;
}

internal sealed class QuickPath(PathSteps path) : QuickNode
{
    public PathSteps Path => path;

    public override QuickValue Evaluate(IExpressionScope scope) =>
        path.Read(scope, out var value, out _) == PathOutcome.Value ? QuickValue.Of(value) : QuickValue.Unknown;
}

internal sealed class QuickUnary(Func<QuickValue, QuickValue> operation, QuickNode argument) : QuickNode
{
    public override QuickValue Evaluate(IExpressionScope scope) =>
        argument.Evaluate(scope) is { IsUnknown: false } value ? operation(value) : QuickValue.Unknown;
}

internal sealed class QuickBinary(Func<QuickValue, QuickValue, QuickValue> operation, QuickNode left, QuickNode right) : QuickNode
{
    public override QuickValue Evaluate(IExpressionScope scope) =>
        left.Evaluate(scope) is { IsUnknown: false } first && right.Evaluate(scope) is { IsUnknown: false } second
            ? operation(first, second)
            : QuickValue.Unknown;
}

/// <summary><c>a &amp;&amp; b</c>, <c>a || b</c>, <c>a ?? b</c>: the left side decides whether it is the value.</summary>
internal sealed class QuickLogical(Func<QuickValue, bool> isEnough, QuickNode left, QuickNode right) : QuickNode
{
    public override QuickValue Evaluate(IExpressionScope scope)
    {
        var first = left.Evaluate(scope);
        return first.IsUnknown || isEnough(first) ? first : right.Evaluate(scope);
    }
}

internal sealed class QuickConditional(QuickNode test, QuickNode yes, QuickNode no) : QuickNode
{
    public override QuickValue Evaluate(IExpressionScope scope)
    {
        var decision = test.Evaluate(scope);
        return decision.IsUnknown ? decision
            : decision.IsTrue ? yes.Evaluate(scope)
            : no.Evaluate(scope);
    }
}

internal sealed class QuickTemplate(QuickNode[] parts) : QuickNode
{
    public override QuickValue Evaluate(IExpressionScope scope)
    {
        var texts = new string[parts.Length];
        var length = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var value = parts[i].Evaluate(scope);
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

        return QuickValue.Of(string.Concat(texts));
    }
}
