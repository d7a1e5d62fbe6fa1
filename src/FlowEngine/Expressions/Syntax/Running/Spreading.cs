using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>Spread items, and calls whose arguments come from a list.</summary>
internal static class Spreading
{
    /// <summary>The items of pairs of whether an item is spread and the item.</summary>
    public static IEnumerable<JsValue> Items(Realm realm, JsValue[] pairs)
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (!pairs[i].AsBoolean())
            {
                yield return pairs[i + 1];
                continue;
            }

            foreach (var item in Iteration.Of(realm, pairs[i + 1]))
            {
                yield return item;
            }
        }
    }

    /// <summary>The items of a list from an index on.</summary>
    public static IEnumerable<JsValue> Tail(JsValue list, long start)
    {
        var items = list.AsObject();
        var length = Coerce.Length(items);
        for (var i = start; i < length; i++)
        {
            yield return items.Get(IndexText.Of(i));
        }
    }

    public static JsValue Apply(Realm realm, JsValue function, JsValue self, JsValue arguments) =>
        Coerce.ToFunction(realm, function).Call(self, [.. ArrayBuiltins.Items(arguments.AsObject())]);

    public static JsValue New(Realm realm, JsValue constructor, JsValue arguments) =>
        (constructor.TryCast<IConstructor>() ?? throw realm.TypeError($"{Coerce.Describe(constructor)} is not a constructor")).Construct(
            [.. ArrayBuiltins.Items(arguments.AsObject())]
        );
}
