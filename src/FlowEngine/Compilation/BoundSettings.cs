using System.Buffers;
using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Compilation;

/// <summary>
/// The settings of a node without a config class, ready to make a JSON object: a setting that is absent and has no default
/// is left out. The twin of <see cref="BoundConfig{TConfig}"/> for operations of connectors.
/// </summary>
internal sealed class BoundSettings
{
    // Results of expressions may be nested as deep as their reader allows.
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    private readonly IReadOnlyList<SettingBinding> _settings;

    private BoundSettings(IReadOnlyList<SettingBinding> settings)
    {
        _settings = settings;
        IsFixed = settings.All(s => s.IsFixed);
    }

    /// <summary>True when every execution gets the same settings.</summary>
    public bool IsFixed { get; }

    /// <summary>Everything that is evaluated.</summary>
    public IEnumerable<FieldValue> Values => _settings.SelectMany(s => s.Values);

    public static BoundSettings Bind(JsonElement config, IReadOnlyList<FieldDefinition> fields, BindingSession session)
    {
        var isObject = config.ValueKind == JsonValueKind.Object;
        if (!isObject && !FieldConversion.IsEmpty(config))
        {
            session.Report("config.type", $"This is {FieldConversion.Describe(config)}; give an object with settings.");
        }

        var settings = new List<SettingBinding>(fields.Count);
        foreach (var field in fields)
        {
            JsonElement written = default;
            if (isObject)
            {
                _ = config.TryGetProperty(field.Name, out written);
            }

            settings.Add(SettingBinding.Bind(written, field, session.At(field.Name)));
        }

        return new BoundSettings(settings);
    }

    /// <summary>Makes the object; useless when the resolution has failed.</summary>
    public JsonElement Resolve(FieldResolution resolution)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, resolution);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, Deep);
        return JsonElement.ParseValue(ref reader);
    }

    public void Write(Utf8JsonWriter writer, FieldResolution resolution)
    {
        writer.WriteStartObject();
        foreach (var setting in _settings)
        {
            setting.Write(writer, resolution);
        }

        writer.WriteEndObject();
    }
}
