using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Error;

namespace FlowEngine.Expressions.Syntax.Running;

/// <summary>What scripts throw and catch.</summary>
internal static class Throwing
{
    /// <summary>A value that Jint can throw: an Error as it is, anything else in an Error that carries it.</summary>
    public static JsValue Carry(Realm realm, JsValue value) => IsOrdinaryError(value) ? value : new ThrownValue(realm, value);

    /// <summary>The value that was thrown.</summary>
    public static JsValue Caught(JsValue error)
    {
        if (!error.IsObject())
        {
            return error;
        }

        if (error.AsObject() is ThrownValue thrown)
        {
            return thrown.Value;
        }

        if (error.AsObject() is ErrorInstance instance && instance.Get("message") is var message && message.IsString() && message.AsString().Length == 0)
        {
            // Jint gives no message when a member of null or undefined is read.
            instance.Put("message", "Cannot read properties of null or undefined", false);
        }

        return error;
    }

    private static bool IsOrdinaryError(JsValue value) =>
        value.IsObject() && value.AsObject() is ErrorInstance and not ThrownValue && value.AsObject().Get("message").IsString();
}
