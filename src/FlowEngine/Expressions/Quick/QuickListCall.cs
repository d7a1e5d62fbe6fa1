namespace FlowEngine.Expressions.Quick;

/// <summary>What a method of a list is called on.</summary>
/// <param name="list">The list.</param>
/// <param name="isOptional">True behind <c>?.</c>, where a missing list makes undefined.</param>
internal abstract class QuickOwnList(QuickNode list, bool isOptional) : QuickNode
{
    public sealed override QuickValue Evaluate(ref QuickRun run)
    {
        var value = list.Evaluate(ref run);
        if (isOptional && value.IsMissing)
        {
            return QuickValue.Undefined;
        }

        return value.Items is { } items && run.MayRead(items) ? run.Bounded(Call(ref run, value, items)) : QuickValue.Unknown;
    }

    protected abstract QuickValue Call(ref QuickRun run, in QuickValue value, QuickValue[] items);
}

/// <summary>A method of a list with a function: <c>list.map(item => …)</c>.</summary>
/// <param name="method">The method; one of <see cref="QuickLists.WithFunction"/>.</param>
/// <param name="list">What it is called on.</param>
/// <param name="isOptional">True behind <c>?.</c>.</param>
/// <param name="function">Its first argument.</param>
/// <param name="start">Its second argument, which only <c>reduce</c> takes; null for none.</param>
internal sealed class QuickListCall(QuickListMethod method, QuickNode list, bool isOptional, QuickFunction function, QuickNode? start)
    : QuickOwnList(list, isOptional)
{
    protected override QuickValue Call(ref QuickRun run, in QuickValue value, QuickValue[] items)
    {
        if (start is null)
        {
            return method(ref run, value, items, function, null);
        }

        var first = start.Evaluate(ref run);
        return first.IsUnknown ? first : method(ref run, value, items, function, first);
    }
}

/// <summary>A method of a list with plain arguments: <c>list.join(', ')</c>.</summary>
internal sealed class QuickListQuery(QuickListOperation operation, QuickNode list, bool isOptional, QuickNode[] arguments)
    : QuickOwnList(list, isOptional)
{
    protected override QuickValue Call(ref QuickRun run, in QuickValue value, QuickValue[] items)
    {
        var values = new QuickValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(ref run);
            if (!values[i].IsPrimitive)
            {
                return QuickValue.Unknown;
            }
        }

        foreach (var item in items)
        {
            if (!run.MayRead(item))
            {
                return QuickValue.Unknown;
            }
        }

        return operation(items, values);
    }
}
