using System.Text.Json;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>JSON.parse and JSON.stringify: Jint's own overflow the stack on deep input.</summary>
internal static class JsonBuiltins
{
    public const int MaxDepth = 400;

    public static void Install(Realm realm)
    {
        var json = realm.Engine.Json;
        realm.Define(json, "parse", 2, (_, a) => Parse(realm, a));
        realm.Define(
            json,
            "stringify",
            3,
            (_, a) => new JsonWriter(realm, a.At(1), GapOf(a.At(2))).Write(a.At(0)) is { } text ? text : JsValue.Undefined
        );
    }

    private static string GapOf(JsValue space) =>
        space.IsNumber() ? new string(' ', (int)Math.Clamp(Coerce.ToInteger(space), 0, 10))
        : space.IsString() ? space.AsString()[..Math.Min(10, space.AsString().Length)]
        : string.Empty;

    private static JsValue Parse(Realm realm, JsValue[] arguments)
    {
        var value = Read(realm, Coerce.ToText(arguments.At(0)));
        if (arguments.At(1).TryCast<ICallable>() is not { } reviver)
        {
            return value;
        }

        var holder = realm.Object();
        holder.Put(string.Empty, value, false);
        return Revive(holder, string.Empty, reviver);
    }

    private static JsValue Read(Realm realm, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return JsonInput.ToValue(realm, document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw realm.SyntaxError($"This is no JSON: {e.Message.Split(" LineNumber", 2)[0]}");
        }
    }

    private static JsValue Revive(ObjectInstance holder, string key, ICallable reviver)
    {
        Allowance.Current.Enter();
        var value = holder.Get(key);
        if (value.IsObject())
        {
            var inner = value.AsObject();
            foreach (var name in ObjectBuiltins.EnumerableKeys(inner).ToArray())
            {
                var revived = Revive(inner, name, reviver);
                if (revived.IsUndefined())
                {
                    inner.Delete(name, false);
                }
                else
                {
                    inner.Put(name, revived, false);
                }
            }
        }

        return reviver.Call(holder, [key, value]);
    }
}
