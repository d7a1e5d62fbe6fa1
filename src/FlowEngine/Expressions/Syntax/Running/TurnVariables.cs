using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>Variables of one turn of a loop, which functions made in that turn keep.</summary>
internal sealed class TurnVariables : ObjectInstance
{
    public TurnVariables(Realm realm, JsValue[] names)
        : base(realm.Engine)
    {
        Extensible = false;
        foreach (var name in names)
        {
            FastSetProperty(name.AsString(), new PropertyDescriptor(JsValue.Undefined, true, true, true));
        }
    }
}
