using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Writes one value as <c>JSON.stringify</c> does.</summary>
/// <param name="realm">The engine.</param>
/// <param name="replacer">Function or list of keys; undefined for none.</param>
/// <param name="gap">Text that indents one level; empty for one line.</param>
internal sealed class JsonWriter(Realm realm, JsValue replacer, string gap)
{
    private readonly LimitedText _text = new();
    private readonly ICallable? _function = replacer.TryCast<ICallable>();
    private readonly HashSet<ObjectInstance> _open = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string>? _allowed =
        replacer.IsObject() && replacer.AsObject() is ArrayInstance list
            ? [.. ArrayBuiltins.Items(list).Select(Coerce.ToText)]
            : null;

    private string _indent = string.Empty;
    private long _count;

    /// <summary>Writes; null when the value has no JSON, such as a function.</summary>
    public string? Write(JsValue value) => WriteMember(JsValue.Undefined, string.Empty, value) ? _text.ToString() : null;

    private bool WriteMember(JsValue holder, string key, JsValue value)
    {
        Allowance.Current.Item(_count++);
        value = Plain(Replaced(holder, key, value));
        switch (value.Type)
        {
            case Types.Undefined:
                return false;
            case Types.Null:
                _text.Append("null");
                return true;
            case Types.Boolean:
                _text.Append(value.AsBoolean() ? "true" : "false");
                return true;
            case Types.Number:
                _text.Append(double.IsFinite(value.AsNumber()) ? NumberText.Of(value.AsNumber()) : "null");
                return true;
            case Types.String:
                _text.AppendQuoted(value.AsString());
                return true;
            default:
                return WriteObject(value);
        }
    }

    private JsValue Replaced(JsValue holder, string key, JsValue value)
    {
        if (value.IsObject() && value.AsObject().Get("toJSON").TryCast<ICallable>() is { } toJson)
        {
            value = toJson.Call(value, [key]);
        }

        return _function is null ? value : _function.Call(holder, [key, value]);
    }

    private static JsValue Plain(JsValue value)
    {
        if (!value.IsObject())
        {
            return value;
        }

        return value.AsObject().Class switch
        {
            "Number" => Coerce.ToNumber(value),
            "String" => Coerce.ToText(value),
            "Boolean" => ((IPrimitiveInstance)value.AsObject()).PrimitiveValue,
            _ => value,
        };
    }

    private bool WriteObject(JsValue value)
    {
        Allowance.Current.Enter();
        var o = value.AsObject();
        if (o is ICallable)
        {
            return false;
        }

        if (!_open.Add(o))
        {
            throw realm.TypeError("Converting circular structure to JSON");
        }

        if (_open.Count > JsonBuiltins.MaxDepth)
        {
            throw realm.RangeError($"JSON is nested deeper than {JsonBuiltins.MaxDepth} levels");
        }

        var outer = _indent;
        _indent += gap;
        if (o is ArrayInstance)
        {
            WriteItems(value, o, outer);
        }
        else
        {
            WriteMembers(value, o, outer);
        }

        _indent = outer;
        _open.Remove(o);
        return true;
    }

    private void WriteItems(JsValue value, ObjectInstance array, string outer)
    {
        var length = Coerce.Length(array);
        _text.Append('[');
        for (var i = 0L; i < length; i++)
        {
            _text.Append(i == 0 ? string.Empty : ",");
            NewLine(_indent);
            if (!WriteMember(value, IndexText.Of(i), array.Get(IndexText.Of(i))))
            {
                _text.Append("null");
            }
        }

        if (length > 0)
        {
            NewLine(outer);
        }

        _text.Append(']');
    }

    private void WriteMembers(JsValue value, ObjectInstance o, string outer)
    {
        var isEmpty = true;
        _text.Append('{');
        foreach (var key in ObjectBuiltins.EnumerableKeys(o).ToArray())
        {
            if (_allowed is not null && !_allowed.Contains(key))
            {
                continue;
            }

            var mark = _text.Length;
            _text.Append(isEmpty ? string.Empty : ",");
            NewLine(_indent);
            _text.AppendQuoted(key);
            _text.Append(gap.Length == 0 ? ":" : ": ");
            if (WriteMember(value, key, o.Get(key)))
            {
                isEmpty = false;
            }
            else
            {
                _text.Length = mark;
            }
        }

        if (!isEmpty)
        {
            NewLine(outer);
        }

        _text.Append('}');
    }

    private void NewLine(string indent)
    {
        if (gap.Length > 0)
        {
            _text.Append('\n');
            _text.Append(indent);
        }
    }
}
