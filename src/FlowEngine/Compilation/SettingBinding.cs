using System.Globalization;
using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Compilation;

/// <summary>One setting of a node without a config class: how its value gets into the object of settings.</summary>
internal abstract class SettingBinding
{
    public abstract bool IsFixed { get; }

    public abstract IEnumerable<FieldValue> Values { get; }

    /// <summary>Writes name and value; nothing when there is no value.</summary>
    public abstract void Write(Utf8JsonWriter writer, FieldResolution resolution);

    public static SettingBinding Bind(JsonElement written, FieldDefinition field, BindingSession session) =>
        field.Kind switch
        {
            FieldKind.Number => Typed<decimal?>(
                written,
                field,
                session,
                FieldConversion.TryNumber(field.Default, out var number) ? number : null,
                static (w, v) => w.WriteNumberValue(v!.Value), // absent ones are not written
                OutOfRange
            ),
            FieldKind.Boolean => Typed<bool?>(
                written,
                field,
                session,
                FieldConversion.TryBoolean(field.Default, out var flag) ? flag : null,
                static (w, v) => w.WriteBooleanValue(v!.Value) // absent ones are not written
            ),
            FieldKind.Json or FieldKind.Value => Typed<JsonElement>(
                written,
                field,
                session,
                field.Default,
                static (w, v) => v.WriteTo(w)
            ),
            FieldKind.TextList => Typed<IReadOnlyList<string>?>(
                written,
                field,
                session,
                FieldConversion.TryTexts(field.Default, out var texts) ? texts : null,
                static (w, v) => JsonSerializer.Serialize(w, v)
            ),
            FieldKind.Map => Typed<IReadOnlyDictionary<string, JsonElement>>(written, field, session, null, WriteMap),
            FieldKind.List => BindList(written, field, session),
            _ => Typed<string?>(
                written,
                field,
                session,
                field.Default.ValueKind is JsonValueKind.String ? field.Default.GetString() : null,
                static (w, v) => w.WriteStringValue(v),
                NotAnOption
            ),
        };

    private static TypedSetting<T> Typed<T>(
        JsonElement written,
        FieldDefinition field,
        BindingSession session,
        object? fallback,
        Action<Utf8JsonWriter, T> write,
        Func<T, FieldDefinition, (string Code, string Message)?>? check = null
    )
    {
        var binding = (FieldBinding<T>)FieldBinders.For<T>(fallback)(written, field, session);
        if (binding.IsFixed && check?.Invoke(binding.Resolve(new FieldResolution(NoScope.Instance)), field) is var (code, message))
        {
            session.Report(code, $"\"{field.Label}\": {message}");
        }

        return new TypedSetting<T>(field, binding, write, check);
    }

    private static SettingBinding BindList(JsonElement written, FieldDefinition field, BindingSession session)
    {
        if (written.ValueKind is not JsonValueKind.Array)
        {
            var whole = Typed<JsonElement>(written, field, session, field.Default, static (w, v) => v.WriteTo(w));
            if (written.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && whole.IsFixed)
            {
                session.Report("config.type", $"\"{field.Label}\" is {FieldConversion.Describe(written)}; give a list.");
            }

            return whole;
        }

        var items = written
            .EnumerateArray()
            .Select((item, i) => BoundSettings.Bind(item, field.Fields ?? [], session.At(i)))
            .ToList();
        if (items.Count == 0 && field.Required)
        {
            session.Report("config.required", $"Add at least one item to \"{field.Label}\".");
        }

        return new ListSetting(field.Name, items);
    }

    private static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement> map)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map.Where(m => m.Value.ValueKind is not JsonValueKind.Undefined))
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static (string Code, string Message)? OutOfRange(decimal? number, FieldDefinition field) =>
        number is { } value && ((double)value < field.Minimum || (double)value > field.Maximum)
            ? (
                "config.range",
                string.Create(CultureInfo.InvariantCulture, $"{value} is out of range ({field.Minimum} to {field.Maximum}).")
            )
            : null;

    private static (string Code, string Message)? NotAnOption(string? text, FieldDefinition field) =>
        field is { Kind: FieldKind.Choice, Options.Count: > 0 } && text is { Length: > 0 } && field.Options.All(o => o.Value != text)
            ? ("config.option", $"it cannot be \"{text}\". Use one of {string.Join(", ", field.Options.Select(o => o.Value))}.")
            : null;

    private sealed class TypedSetting<T>(
        FieldDefinition field,
        FieldBinding<T> binding,
        Action<Utf8JsonWriter, T> write,
        Func<T, FieldDefinition, (string Code, string Message)?>? check
    ) : SettingBinding
    {
        public override bool IsFixed => binding.IsFixed;

        public override IEnumerable<FieldValue> Values => binding.Values;

        public override void Write(Utf8JsonWriter writer, FieldResolution resolution)
        {
            var value = binding.Resolve(resolution);
            if (value is null or JsonElement { ValueKind: JsonValueKind.Undefined })
            {
                return;
            }

            if (check?.Invoke(value, field) is var (code, message))
            {
                resolution.Fail(code, field.Label, message);
                return;
            }

            writer.WritePropertyName(field.Name);
            write(writer, value);
        }
    }

    private sealed class ListSetting(string name, IReadOnlyList<BoundSettings> items) : SettingBinding
    {
        public override bool IsFixed => items.All(i => i.IsFixed);

        public override IEnumerable<FieldValue> Values => items.SelectMany(i => i.Values);

        public override void Write(Utf8JsonWriter writer, FieldResolution resolution)
        {
            writer.WriteStartArray(name);
            foreach (var item in items)
            {
                item.Write(writer, resolution);
            }

            writer.WriteEndArray();
        }
    }
}
