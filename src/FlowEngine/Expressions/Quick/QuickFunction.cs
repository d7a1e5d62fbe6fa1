namespace FlowEngine.Expressions.Quick;

/// <summary><c>(item, index) => …</c>, called by a method of a list. Never within itself, so its parameters have fixed places.</summary>
/// <param name="parameters">Places of its parameters.</param>
/// <param name="body">What it gives.</param>
internal sealed class QuickFunction(int[] parameters, QuickNode body)
{
    /// <summary>Calls it; what it does not take is left out.</summary>
    public QuickValue Call(ref QuickRun run, params ReadOnlySpan<QuickValue> arguments)
    {
        if (!run.MayCall())
        {
            return QuickValue.Unknown;
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            run.Locals[parameters[i]] = i < arguments.Length ? arguments[i] : QuickValue.Undefined;
        }

        return body.Evaluate(ref run);
    }
}

/// <summary>A parameter of a function.</summary>
internal sealed class QuickLocal(int place) : QuickNode
{
    public override QuickValue Evaluate(ref QuickRun run) => run.Bounded(run.Locals[place]);
}

/// <summary>A member of what is no plain path, such as <c>item.price</c> or <c>list.filter(…).length</c>.</summary>
internal sealed class QuickMember(QuickNode owner, PathStep step) : QuickNode
{
    public override QuickValue Evaluate(ref QuickRun run)
    {
        var value = owner.Evaluate(ref run);
        return value.IsUnknown ? value
            : !value.IsMissing ? run.Bounded(value.Member(step))
            // An optional chain ends here, and what stands behind it as well: the engine sees to that.
            : step.IsOptional ? QuickValue.Undefined
            : QuickValue.Unknown;
    }
}
