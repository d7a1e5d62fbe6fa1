using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Compilation;

/// <summary>The settings of one node, or of one item of a list setting, ready to make a <typeparamref name="TConfig"/>.</summary>
internal sealed class BoundConfig<TConfig>
    where TConfig : class
{
    private readonly FieldBinding[] _bindings;

    private BoundConfig(FieldBinding[] bindings)
    {
        _bindings = bindings;
        IsFixed = Array.TrueForAll(bindings, b => b.IsFixed);
    }

    /// <summary>True when every execution gets the same settings.</summary>
    public bool IsFixed { get; }

    /// <summary>Everything that is evaluated, here or by the executor.</summary>
    public IEnumerable<FieldValue> Values => _bindings.SelectMany(b => b.Values);

    public static BoundConfig<TConfig> Bind(JsonElement config, IReadOnlyList<FieldDefinition> fields, BindingSession session)
    {
        var isObject = config.ValueKind == JsonValueKind.Object;
        if (!isObject && !FieldConversion.IsEmpty(config))
        {
            session.Report("config.type", $"This is {FieldConversion.Describe(config)}; give an object with settings.");
        }

        var parameters = ConfigShape<TConfig>.Parameters;
        var bindings = new FieldBinding[parameters.Count];
        for (var i = 0; i < bindings.Length; i++)
        {
            var (name, hasDefault, bind) = parameters[i];
            var field =
                fields.FirstOrDefault(f => f.Name == name) ?? new FieldDefinition(name, name, "", FieldKind.Json, !hasDefault);
            JsonElement written = default;
            if (isObject)
            {
                _ = config.TryGetProperty(name, out written);
            }

            bindings[i] = bind(written, field, session.At(name));
        }

        return new BoundConfig<TConfig>(bindings);
    }

    public TConfig Resolve(FieldResolution resolution) => ConfigShape<TConfig>.Construct(_bindings, resolution);
}
