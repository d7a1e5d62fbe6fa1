using System.Runtime.CompilerServices;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>A Map or a Set of a script: keys in the order they were added, each once.</summary>
internal sealed class KeyedCollection : ObjectInstance
{
    private readonly Dictionary<JsValue, int> _places = new(SameValueZero.Instance);
    private readonly List<(JsValue Key, JsValue? Value)> _entries = [];
    private readonly bool _isSet;

    public KeyedCollection(Realm realm, bool isSet, ObjectInstance prototype)
        : base(realm.Engine)
    {
        _isSet = isSet;
        Prototype = prototype;
        Extensible = true;
    }

    public override string Class => _isSet ? "Set" : "Map";

    public int Count => _places.Count;

    public bool Has(JsValue key) => _places.ContainsKey(key);

    public JsValue Find(JsValue key) =>
        _places.TryGetValue(key, out var place) ? _entries[place].Value ?? JsValue.Undefined : JsValue.Undefined;

    public void Store(JsValue key, JsValue value)
    {
        Allowance.Current.Item(_entries.Count);
        if (_places.TryGetValue(key, out var place))
        {
            _entries[place] = (_entries[place].Key, value);
            return;
        }

        // -0 and 0 are one key, and it is 0.
        key = key.IsNumber() && key.AsNumber() == 0 ? 0d : key;
        _places.Add(key, _entries.Count);
        _entries.Add((key, value));
    }

    public bool Remove(JsValue key)
    {
        if (!_places.Remove(key, out var place))
        {
            return false;
        }

        // Kept as a gap, so that loops that are under way keep their place.
        _entries[place] = (JsValue.Undefined, null);
        return true;
    }

    public void RemoveAll()
    {
        _places.Clear();
        for (var i = 0; i < _entries.Count; i++)
        {
            _entries[i] = (JsValue.Undefined, null);
        }
    }

    /// <summary>The entries, also those that are added meanwhile.</summary>
    public IEnumerable<(JsValue Key, JsValue Value)> Entries()
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            Allowance.Current.Item(i);
            if (_entries[i].Value is { } value)
            {
                yield return (_entries[i].Key, value);
            }
        }
    }

    /// <summary>What a loop over the collection gives: the keys of a set, pairs of a map.</summary>
    public IEnumerable<JsValue> Items(Realm realm) =>
        Entries().Select(e => _isSet ? e.Key : realm.Array([e.Key, e.Value]));

    private sealed class SameValueZero : IEqualityComparer<JsValue>
    {
        public static readonly SameValueZero Instance = new();

        public bool Equals(JsValue? x, JsValue? y) => x is not null && y is not null && ArrayBuiltins.SameValueZero(x, y);

        public int GetHashCode(JsValue value) =>
            value.Type switch
            {
                Types.Number => value.AsNumber() == 0 ? 0 : value.AsNumber().GetHashCode(),
                Types.String => value.AsString().GetHashCode(StringComparison.Ordinal),
                Types.Boolean => value.AsBoolean() ? 1 : 2,
                Types.Object => RuntimeHelpers.GetHashCode(value.AsObject()),
                _ => 3,
            };
    }
}
