using FlowEngine.Expressions.Sandboxing;
using Jint.Native;

namespace FlowEngine.Expressions.Builtins;

/// <summary>A stable merge sort that any comparison function can be trusted with; .NET's own refuses inconsistent ones.</summary>
internal static class ArraySorting
{
    /// <summary>Sorts as <c>Array.prototype.sort</c> does: by the function, else by text; undefined comes last.</summary>
    public static IReadOnlyList<JsValue> Sort(Realm realm, List<JsValue> items, JsValue comparison)
    {
        var function = comparison.IsUndefined() ? null : Coerce.ToFunction(realm, comparison);
        var undefined = items.RemoveAll(x => x.IsUndefined());
        var sorted = function is null
            ? [.. items.Select(x => (Value: x, Text: Coerce.ToText(x))).OrderBy(x => x.Text, StringComparer.Ordinal).Select(x => x.Value)]
            : Merge(items, (a, b) => Coerce.ToNumber(function.Call(JsValue.Undefined, [a, b])));
        sorted.AddRange(Enumerable.Repeat(JsValue.Undefined, undefined));
        return sorted;
    }

    private static List<JsValue> Merge(List<JsValue> items, Func<JsValue, JsValue, double> compare)
    {
        if (items.Count < 2)
        {
            return items;
        }

        Allowance.Current.Enter();
        var left = Merge(items.GetRange(0, items.Count / 2), compare);
        var right = Merge(items.GetRange(items.Count / 2, items.Count - (items.Count / 2)), compare);
        var merged = new List<JsValue>(items.Count);
        var (l, r) = (0, 0);
        while (l < left.Count && r < right.Count)
        {
            merged.Add(compare(left[l], right[r]) > 0 ? right[r++] : left[l++]);
        }

        merged.AddRange(left.Skip(l));
        merged.AddRange(right.Skip(r));
        return merged;
    }
}
