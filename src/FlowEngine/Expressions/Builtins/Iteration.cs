using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Goes through whatever JavaScript can go through: lists, texts, maps, sets, and objects with an iterator.</summary>
internal static class Iteration
{
    /// <summary>Stands for <c>Symbol.iterator</c>: Jint has no symbols.</summary>
    public const string IteratorName = "@@iterator";

    /// <summary>The items of a value; throws a TypeError of the script when it has none.</summary>
    public static IEnumerable<JsValue> Of(Realm realm, JsValue value)
    {
        if (value.IsString())
        {
            return CodePoints(value.AsString());
        }

        if (value.IsObject())
        {
            switch (value.AsObject())
            {
                case ScriptIterator iterator:
                    return iterator.Remaining();
                case ArrayInstance array:
                    return Live(array);
                case KeyedCollection collection:
                    return collection.Items(realm);
                case { Class: "Arguments" } arguments:
                    return Live(arguments);
                case var other when other.Get(IteratorName).TryCast<ICallable>() is { } start:
                    return Custom(realm, start.Call(value, Arguments.Empty));
            }
        }

        throw realm.TypeError($"{Coerce.Describe(value)} is not iterable");
    }

    /// <summary>Whether a value says how to go through it; others may still have a length.</summary>
    public static bool IsIterable(JsValue value) =>
        value.IsString()
        || (value.IsObject() && (value.AsObject() is ScriptIterator or KeyedCollection || value.AsObject().Get(IteratorName).TryCast<ICallable>() is not null));

    private static IEnumerable<JsValue> CodePoints(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Allowance.Current.Item(i);
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            yield return text.Substring(i, length);
            i += length - 1;
        }
    }

    /// <summary>Items of a list that may grow meanwhile.</summary>
    private static IEnumerable<JsValue> Live(ObjectInstance list)
    {
        for (var i = 0L; i < Coerce.Length(list); i++)
        {
            Allowance.Current.Item(i);
            yield return list.Get(IndexText.Of(i));
        }
    }

    private static IEnumerable<JsValue> Custom(Realm realm, JsValue iterator)
    {
        if (!iterator.IsObject())
        {
            throw realm.TypeError("Result of the Symbol.iterator method is not an object");
        }

        if (iterator.AsObject() is ScriptIterator own)
        {
            foreach (var item in own.Remaining())
            {
                yield return item;
            }

            yield break;
        }

        var next = Coerce.ToFunction(realm, iterator.AsObject().Get("next"));
        while (true)
        {
            Allowance.Current.Step();
            var result = next.Call(iterator, Arguments.Empty);
            if (!result.IsObject())
            {
                throw realm.TypeError($"Iterator result {Coerce.Describe(result)} is not an object");
            }

            if (Coerce.ToBoolean(result.AsObject().Get("done")))
            {
                yield break;
            }

            yield return result.AsObject().Get("value");
        }
    }
}
