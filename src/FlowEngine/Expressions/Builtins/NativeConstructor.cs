using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;

namespace FlowEngine.Expressions.Builtins;

/// <summary>A built-in constructor that takes the place of one of Jint's.</summary>
internal sealed class NativeConstructor : FunctionInstance, IConstructor
{
    private readonly Func<JsValue[], JsValue> _call;
    private readonly Func<JsValue[], ObjectInstance> _construct;

    public NativeConstructor(
        Realm realm,
        string name,
        int length,
        ObjectInstance prototype,
        Func<JsValue[], JsValue> call,
        Func<JsValue[], ObjectInstance> construct
    )
        // Jint takes null for "no scope of its own".
        : base(realm.Engine, [], null!, false)
    {
        _call = call;
        _construct = construct;
        Prototype = realm.Engine.Function.PrototypeObject;
        Extensible = true;
        FastAddProperty("length", length, false, false, false);
        FastAddProperty("name", name, false, false, true);
        FastAddProperty("prototype", prototype, false, false, false);
        prototype.FastAddProperty("constructor", this, true, false, true);
        realm.Engine.Global.FastAddProperty(name, this, true, false, true);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) => _call(arguments);

    public ObjectInstance Construct(JsValue[] arguments) => _construct(arguments);
}
