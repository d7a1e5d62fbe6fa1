using System.Text.Json;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Brings JSON into an engine; objects are read when a script first looks into them.</summary>
internal static class JsonInput
{
    public static JsValue ToValue(Realm realm, JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => JsonText.Read(element),
            JsonValueKind.Number => element.GetDouble(),
            JsonValueKind.True => JsValue.True,
            JsonValueKind.False => JsValue.False,
            JsonValueKind.Null => JsValue.Null,
            JsonValueKind.Array => realm.Array(element.EnumerateArray().Select(item => ToValue(realm, item))),
            JsonValueKind.Object => new LazyObject(realm, element),
            _ => JsValue.Undefined,
        };

    private sealed class LazyObject : ObjectInstance
    {
        private readonly Realm _realm;
        private readonly JsonElement _element;
        private bool _isRead;

        public LazyObject(Realm realm, JsonElement element)
            : base(realm.Engine)
        {
            _realm = realm;
            _element = element;
            Prototype = realm.Engine.Object.PrototypeObject;
            Extensible = true;
        }

        protected override void EnsureInitialized()
        {
            if (_isRead)
            {
                return;
            }

            _isRead = true;
            foreach (var member in _element.EnumerateObject())
            {
                Properties[JsonText.ReadName(member)] = new PropertyDescriptor(ToValue(_realm, member.Value), true, true, true);
            }
        }
    }
}
