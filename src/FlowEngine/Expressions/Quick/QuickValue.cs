using System.Runtime.InteropServices;
using System.Text.Json;
using Jint.Native;
using Jint.Runtime;

namespace FlowEngine.Expressions.Quick;

internal enum QuickKind
{
    /// <summary>Only an engine can tell.</summary>
    Unknown,
    Undefined,
    Null,
    Boolean,
    Number,
    Text,

    /// <summary>An object or a list.</summary>
    Object,
}

/// <summary>A value of JavaScript outside of any engine.</summary>
internal readonly struct QuickValue
{
    private readonly JsonElement _json;

    // The text of a text or the items of a list, unless they stand in the JSON.
    private readonly object? _made;
    private readonly double _number;

    private QuickValue(QuickKind kind, double number = 0, object? made = null, JsonElement json = default)
    {
        Kind = kind;
        _number = number;
        _made = made;
        _json = json;
    }

    public static QuickValue Unknown => default;

    public static QuickValue Undefined { get; } = new(QuickKind.Undefined);

    public static QuickValue Null { get; } = new(QuickKind.Null, json: JsonValues.Null);

    public QuickKind Kind { get; }

    public bool IsUnknown => Kind == QuickKind.Unknown;

    public bool IsMissing => Kind is QuickKind.Undefined or QuickKind.Null;

    /// <summary>True for what an operator can convert without running code of a script.</summary>
    public bool IsPrimitive => Kind is not (QuickKind.Unknown or QuickKind.Object);

    public bool IsTrue =>
        Kind switch
        {
            QuickKind.Boolean or QuickKind.Number => _number != 0 && !double.IsNaN(_number),
            QuickKind.Text => Text.Length > 0,
            QuickKind.Object => true,
            _ => false,
        };

    /// <summary>The text of a text.</summary>
    public string Text => _made as string ?? JsonText.Read(_json);

    /// <summary>No fewer characters than the text of a text has, known without reading it.</summary>
    public int MostCharacters => _made is string made ? made.Length : JsonMarshal.GetRawUtf8Value(_json).Length;

    /// <summary>The number of a number, 1 or 0 of a boolean.</summary>
    public double Number => _number;

    public static QuickValue Of(double number) => new(QuickKind.Number, number);

    public static QuickValue Of(string text) => new(QuickKind.Text, made: text);

    /// <summary>A list that the expression made; the items are not changed any more.</summary>
    public static QuickValue Of(QuickValue[] items) => new(QuickKind.Object, made: items);

    public static QuickValue Of(bool flag) => new(QuickKind.Boolean, flag ? 1 : 0, json: flag ? JsonValues.True : JsonValues.False);

    public static QuickValue Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Undefined => Undefined,
            JsonValueKind.Null => Null,
            JsonValueKind.True => Of(true),
            JsonValueKind.False => Of(false),
            JsonValueKind.Number => new QuickValue(QuickKind.Number, json.GetDouble(), json: json),
            JsonValueKind.String => new QuickValue(QuickKind.Text, json: json),
            _ => new QuickValue(QuickKind.Object, json: json),
        };

    /// <summary>A primitive as <c>Number(value)</c> gives it.</summary>
    public double ToNumber() =>
        Kind switch
        {
            QuickKind.Undefined => double.NaN,
            QuickKind.Null => 0,
            QuickKind.Text => TypeConverter.ToNumber(new JsValue(Text)),
            _ => _number,
        };

    /// <summary>A primitive as <c>String(value)</c> gives it.</summary>
    public string ToText() =>
        Kind switch
        {
            QuickKind.Undefined => "undefined",
            QuickKind.Null => "null",
            QuickKind.Boolean => _number == 0 ? "false" : "true",
            QuickKind.Number => NumberText.Of(_number),
            _ => Text,
        };

    /// <summary>The items of a list; null for anything else and for one that is longer than the expression may handle here.</summary>
    public QuickValue[]? Items
    {
        get
        {
            if (_made is QuickValue[] made)
            {
                return made;
            }

            if (_json.ValueKind != JsonValueKind.Array || _json.GetArrayLength() is var length && length > QuickRun.MaxCalls)
            {
                return null;
            }

            var items = length == 0 ? [] : new QuickValue[length];
            var i = 0;
            foreach (var item in _json.EnumerateArray())
            {
                items[i++] = Of(item);
            }

            return items;
        }
    }

    /// <summary>A member of what is neither undefined nor null; unknown for one that only an engine knows.</summary>
    public QuickValue Member(in PathStep step)
    {
        if (_made is QuickValue[] items)
        {
            return step.Index is { } index ? (index < items.Length ? items[index] : Undefined)
                : step.Name == "length" ? Of(items.Length)
                : Unknown;
        }

        return _json.ValueKind != JsonValueKind.Undefined && PathSteps.TryRead(_json, step, out var value) ? Of(value) : Unknown;
    }

    /// <summary>The value as JSON; undefined for undefined.</summary>
    public JsonElement ToJson() =>
        _json.ValueKind != JsonValueKind.Undefined ? _json
        : Kind == QuickKind.Text ? JsonValues.Of(Text)
        : Kind == QuickKind.Number ? JsonValues.OfNumber(_number)
        : Kind == QuickKind.Object ? JsonValues.Write(Write)
        : default;

    private void Write(Utf8JsonWriter writer)
    {
        if (_made is not QuickValue[] items)
        {
            // In a list, undefined is null.
            var json = ToJson();
            (json.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : json).WriteTo(writer);
            return;
        }

        writer.WriteStartArray();
        foreach (var item in items)
        {
            item.Write(writer);
        }

        writer.WriteEndArray();
    }
}
