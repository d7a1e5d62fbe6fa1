using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Error;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>Carries a thrown value that is no Error through Jint, which can only throw errors.</summary>
internal sealed class ThrownValue : ErrorInstance
{
    public ThrownValue(Realm realm, JsValue value)
        : base(realm.Engine, "Thrown")
    {
        Value = value;
        Prototype = realm.Engine.Error.PrototypeObject;
        FastAddProperty("message", string.Empty, true, false, true);
    }

    /// <summary>What the script threw.</summary>
    public JsValue Value { get; }
}
