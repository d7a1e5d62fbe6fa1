using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace FlowEngine.Expressions.Syntax;

/// <summary>The keys that a <c>for (key in object)</c> goes through; kept in a variable that no script can name.</summary>
internal sealed class KeyList(Engine engine, IReadOnlyList<JsValue> keys) : ObjectInstance(engine)
{
    private int _index = -1;

    public JsValue Current => keys[_index];

    public bool MoveNext() => ++_index < keys.Count;
}
