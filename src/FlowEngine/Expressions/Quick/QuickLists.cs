namespace FlowEngine.Expressions.Quick;

/// <summary>A method of a list that calls a function.</summary>
internal delegate QuickValue QuickListMethod(
    ref QuickRun run,
    in QuickValue list,
    QuickValue[] items,
    QuickFunction function,
    QuickValue? start
);

/// <summary>A method of a list with primitive arguments.</summary>
internal delegate QuickValue QuickListOperation(QuickValue[] items, ReadOnlySpan<QuickValue> arguments);

/// <summary>The methods of lists that authors use most; the others are left to an engine.</summary>
internal static class QuickLists
{
    /// <summary>A method whose first argument is a function; null for one that needs an engine.</summary>
    public static QuickListMethod? WithFunction(string name) =>
        name switch
        {
            "map" => Map,
            "filter" => Filter,
            "reduce" => Reduce,
            "some" => Some,
            "every" => Every,
            "find" => Find,
            "findIndex" => FindIndex,
            _ => null,
        };

    /// <summary>A method whose arguments are primitives; null for one that needs an engine.</summary>
    public static QuickListOperation? Plain(string name) =>
        name switch
        {
            "join" => Join,
            "includes" => Includes,
            "slice" => Slice,
            "at" => At,
            _ => null,
        };

    private static QuickValue Map(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, QuickValue? start)
    {
        var results = new QuickValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            results[i] = function.Call(ref run, items[i], QuickValue.Of(i), list);
            if (results[i].IsUnknown)
            {
                return QuickValue.Unknown;
            }
        }

        return QuickValue.Of(results);
    }

    private static QuickValue Filter(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, QuickValue? start)
    {
        var kept = new List<QuickValue>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            var verdict = function.Call(ref run, items[i], QuickValue.Of(i), list);
            if (verdict.IsUnknown)
            {
                return verdict;
            }

            if (verdict.IsTrue)
            {
                kept.Add(items[i]);
            }
        }

        return QuickValue.Of(kept.ToArray());
    }

    private static QuickValue Reduce(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, QuickValue? start)
    {
        if (start is null && items.Length == 0)
        {
            return QuickValue.Unknown;
        }

        var result = start ?? items[0];
        for (var i = start is null ? 1 : 0; i < items.Length && !result.IsUnknown; i++)
        {
            result = function.Call(ref run, result, items[i], QuickValue.Of(i), list);
        }

        return result;
    }

    private static QuickValue Some(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, QuickValue? start)
    {
        var index = IndexOf(ref run, list, items, function, wanted: true);
        return index is { } found ? QuickValue.Of(found >= 0) : QuickValue.Unknown;
    }

    private static QuickValue Every(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, QuickValue? start)
    {
        var index = IndexOf(ref run, list, items, function, wanted: false);
        return index is { } found ? QuickValue.Of(found < 0) : QuickValue.Unknown;
    }

    private static QuickValue Find(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, QuickValue? start) =>
        IndexOf(ref run, list, items, function, wanted: true) switch
        {
            null => QuickValue.Unknown,
            < 0 => QuickValue.Undefined,
            { } found => items[found],
        };

    private static QuickValue FindIndex(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, QuickValue? start) =>
        IndexOf(ref run, list, items, function, wanted: true) is { } found ? QuickValue.Of(found) : QuickValue.Unknown;

    /// <summary>The first item with a verdict; below 0 for none, null when only an engine can tell.</summary>
    private static int? IndexOf(ref QuickRun run, in QuickValue list, QuickValue[] items, QuickFunction function, bool wanted)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var verdict = function.Call(ref run, items[i], QuickValue.Of(i), list);
            if (verdict.IsUnknown)
            {
                return null;
            }

            if (verdict.IsTrue == wanted)
            {
                return i;
            }
        }

        return -1;
    }

    private static QuickValue Join(QuickValue[] items, ReadOnlySpan<QuickValue> arguments)
    {
        var between = arguments is [{ Kind: not QuickKind.Undefined } separator, ..] ? separator.ToText() : ",";
        var texts = new string[items.Length];
        var length = (long)between.Length * items.Length;
        for (var i = 0; i < items.Length && length <= QuickOperators.MaxText; i++)
        {
            if (!items[i].IsPrimitive)
            {
                return QuickValue.Unknown;
            }

            texts[i] = items[i].IsMissing ? "" : items[i].ToText();
            length += texts[i].Length;
        }

        return length > QuickOperators.MaxText ? QuickValue.Unknown : QuickValue.Of(string.Join(between, texts));
    }

    private static QuickValue Includes(QuickValue[] items, ReadOnlySpan<QuickValue> arguments)
    {
        if (arguments.Length != 1)
        {
            return QuickValue.Unknown;
        }

        foreach (var item in items)
        {
            if (IsSame(item, arguments[0]))
            {
                return QuickValue.Of(true);
            }
        }

        return QuickValue.Of(false);
    }

    // SameValueZero of ECMA-262 §7.2.12: as ===, but NaN is in a list that has it.
    private static bool IsSame(in QuickValue item, in QuickValue wanted) =>
        item.Kind == wanted.Kind
        && item.Kind switch
        {
            QuickKind.Text => item.Text == wanted.Text,
            QuickKind.Number or QuickKind.Boolean => item.Number.Equals(wanted.Number) || item.Number == wanted.Number,
            QuickKind.Object => false,
            _ => true,
        };

    private static QuickValue Slice(QuickValue[] items, ReadOnlySpan<QuickValue> arguments)
    {
        var start = Place(arguments.Length > 0 ? arguments[0] : QuickValue.Undefined, 0, items.Length);
        var end = Place(arguments.Length > 1 ? arguments[1] : QuickValue.Undefined, items.Length, items.Length);
        return QuickValue.Of(start < end ? items[start..end] : []);
    }

    private static QuickValue At(QuickValue[] items, ReadOnlySpan<QuickValue> arguments)
    {
        var index = Truncated(arguments.Length > 0 ? arguments[0] : QuickValue.Undefined);
        index = index < 0 ? index + items.Length : index;
        return index >= 0 && index < items.Length ? items[(int)index] : QuickValue.Undefined;
    }

    /// <summary>A place in a list, counted from its end when negative.</summary>
    private static int Place(in QuickValue argument, int whenUndefined, int length)
    {
        if (argument.Kind == QuickKind.Undefined)
        {
            return whenUndefined;
        }

        var place = Truncated(argument);
        return (int)(place < 0 ? Math.Max(length + place, 0) : Math.Min(place, length));
    }

    private static double Truncated(in QuickValue argument) =>
        argument.ToNumber() is var number && double.IsNaN(number) ? 0 : Math.Truncate(number);
}
