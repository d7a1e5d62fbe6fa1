using System.Collections.Frozen;
using FlowEngine.Expressions.Builtins;
using FlowEngine.Expressions.Sandboxing;
using FlowEngine.Expressions.Syntax.Running;
using Jint.Native;
using Jint.Native.Function;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Functions that lowered trees call and no script can name. They belong to no engine, so trees can be shared.</summary>
internal static class Intrinsics
{
    private static readonly FrozenDictionary<string, JsValue> All = new Dictionary<string, Func<JsValue[], JsValue>>
    {
        ["&"] = a => Coerce.ToInt32(a[0]) & Coerce.ToInt32(a[1]),
        ["|"] = a => Coerce.ToInt32(a[0]) | Coerce.ToInt32(a[1]),
        ["^"] = a => Coerce.ToInt32(a[0]) ^ Coerce.ToInt32(a[1]),
        ["<<"] = a => Coerce.ToInt32(a[0]) << (Coerce.ToInt32(a[1]) & 31),
        [">>"] = a => Coerce.ToInt32(a[0]) >> (Coerce.ToInt32(a[1]) & 31),
        [">>>"] = a => (double)((uint)Coerce.ToInt32(a[0]) >> (Coerce.ToInt32(a[1]) & 31)),
        ["~"] = a => ~Coerce.ToInt32(a[0]),
        ["%"] = a => Coerce.ToNumber(a[0]) % Coerce.ToNumber(a[1]),
        ["**"] = a => NumberBuiltins.Power(Coerce.ToNumber(a[0]), Coerce.ToNumber(a[1])),
        ["regex"] = a => RegExpBuiltins.Create(Realm, a[0].AsString(), a[1].AsString()),
        ["template"] = TemplateLiterals.Join,
        ["texts"] = a => TemplateLiterals.Texts(Realm, a),
        ["array"] = a => Realm.Array(a),
        ["spread"] = a => Realm.Array(Spreading.Items(Realm, a)),
        ["apply"] = a => Spreading.Apply(Realm, a[0], a[1], a[2]),
        ["new"] = a => Spreading.New(Realm, a[0], a[1]),
        ["rest"] = a => Realm.Array(Spreading.Tail(a[0], (long)a[1].AsNumber())),
        ["tail"] = a => Realm.Array(Spreading.Tail(a[0], (long)a[1].AsNumber())),
        ["list"] = a => Destructuring.List(Realm, a[0], (int)a[1].AsNumber()),
        ["object"] = a => Destructuring.Object(Realm, a[0]),
        ["others"] = a => Destructuring.Others(Realm, a),
        ["key"] = a => Coerce.ToText(a[0]),
        ["constant"] = a => throw Realm.TypeError($"Assignment to constant variable '{a[1].AsString()}'"),
        ["throwing"] = a => Throwing.Carry(Realm, a[0]),
        ["caught"] = a => Throwing.Caught(a[0]),
        ["items"] = a => new ScriptIterator(Realm, Iteration.Of(Realm, a[0])),
        ["keys"] = a => new ScriptIterator(Realm, ObjectBuiltins.AllKeys(Realm, a[0])),
        ["nextItem"] = a => ((ScriptIterator)a[0].AsObject()).MoveNext(),
        ["currentItem"] = a => ((ScriptIterator)a[0].AsObject()).Current,
        ["turn"] = a => new TurnVariables(Realm, a),
        ["copy"] = a => Objects.Copy(Realm, a[0].AsObject(), a[1]),
        ["setPrototype"] = a => Objects.SetPrototype(a[0].AsObject(), a[1]),
        ["define"] = a => Objects.Define(a[0].AsObject(), Coerce.ToText(a[1]), a[2], Coerce.ToBoolean(a[3])),
        ["defineGetter"] = a => Objects.DefineGetter(a[0].AsObject(), Coerce.ToText(a[1]), a[2], Coerce.ToBoolean(a[3])),
        ["defineSetter"] = a => Objects.DefineSetter(a[0].AsObject(), Coerce.ToText(a[1]), a[2], Coerce.ToBoolean(a[3])),
        ["class"] = a => Classes.Make(Realm, a[0].AsObject(), a[1], a[2]),
        ["addField"] = a => Classes.AddField(a[0].AsObject(), Coerce.ToText(a[1]), a[2]),
        ["initialize"] = a => Classes.Initialize(Realm, a[0], a[1].AsObject()),
        ["superCall"] = a => Classes.CallBase(Realm, a[0], a[1], a[2]),
        ["superGet"] = a => Classes.BaseMember(a[0], a[1], Coerce.ToText(a[2])),
        ["prototypeOf"] = a => a[0].AsObject().Prototype is { } prototype ? prototype : JsValue.Null,
    }.ToFrozenDictionary(f => f.Key, f => new JsValue(new IntrinsicFunction(f.Value)), StringComparer.Ordinal);

    private static Realm Realm => Allowance.Current.Realm;

    public static JsValue Get(string name) => All[name];

    /// <summary>A function that makes an object of its arguments.</summary>
    /// <param name="names">Names of the members, in order.</param>
    public static JsValue Object(string[] names) =>
        new(
            new IntrinsicFunction(values =>
            {
                var made = Realm.Object();
                for (var i = 0; i < names.Length; i++)
                {
                    made.FastSetProperty(names[i], new PropertyDescriptor(values[i], true, true, true));
                }

                return made;
            })
        );

    private sealed class IntrinsicFunction(Func<JsValue[], JsValue> body)
        // Jint accepts a function of no engine as long as it is only called.
        : FunctionInstance(null!, [], null!, true)
    {
        public override JsValue Call(JsValue thisObject, JsValue[] arguments) => body(arguments);
    }
}
