using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>The formatters of Intl: the same texts as <c>toLocaleString</c> gives.</summary>
internal static class IntlBuiltins
{
    public static void Install(Realm realm)
    {
        var intl = realm.Object();
        DefineFormatter(intl, realm, "NumberFormat", (value, a) => NumberLocaleText.Of(realm, Coerce.ToNumber(value), a));
        DefineFormatter(intl, realm, "DateTimeFormat", (value, a) => DateLocaleText.Of(realm, TimeOf(realm, value), a, DateLocaleParts.DateAndTime, DateLocaleParts.Date));
        realm.Engine.Global.FastAddProperty("Intl", intl, true, false, true);
    }

    private static void DefineFormatter(ObjectInstance intl, Realm realm, string name, Func<JsValue, JsValue[], string> format)
    {
        var prototype = realm.Object();
        realm.Define(prototype, "format", 1, (self, a) => format(a.At(0), Receiver(realm, self, name).Arguments));
        var constructor = new NativeConstructor(realm, name, 0, prototype, a => new Formatter(realm, prototype, a), a => new Formatter(realm, prototype, a));
        realm.Engine.Global.RemoveOwnProperty(name);
        intl.FastAddProperty(name, constructor, true, false, true);
    }

    private static double TimeOf(Realm realm, JsValue value)
    {
        var time = value.IsUndefined() ? realm.Now.ToUnixTimeMilliseconds() : Coerce.ToNumber(value);
        return double.IsNaN(time) ? throw realm.RangeError("Invalid time value") : time;
    }

    private static Formatter Receiver(Realm realm, JsValue self, string name) =>
        self.TryCast<Formatter>() ?? throw realm.TypeError($"Receiver is not an Intl.{name}");

    private sealed class Formatter : ObjectInstance
    {
        public Formatter(Realm realm, ObjectInstance prototype, JsValue[] arguments)
            : base(realm.Engine)
        {
            Arguments = arguments;
            Prototype = prototype;
            Extensible = true;
        }

        public JsValue[] Arguments { get; }
    }
}
