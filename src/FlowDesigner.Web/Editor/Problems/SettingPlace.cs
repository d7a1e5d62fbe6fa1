using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Inspector;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Problems;

/// <summary>A place inside a node's settings, such as <c>arms/0/when</c>.</summary>
internal sealed class SettingPlace
{
    private readonly JsonElement _config;
    private readonly string[] _steps;

    /// <summary>Goes to the place.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="path">Steps with slashes between them, escaped as in a JSON pointer.</param>
    public SettingPlace(JsonElement config, string path)
    {
        _config = config;
        _steps = [.. path.Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        Value = _steps.Aggregate(config, Step);
    }

    /// <summary>The setting of the node in which it lies.</summary>
    public string Field => _steps[0];

    /// <summary>What stands there; undefined for nothing.</summary>
    public JsonElement Value { get; }

    public bool Exists => Value.ValueKind != JsonValueKind.Undefined;

    /// <summary>The text that stands there; empty for anything else.</summary>
    public string Text => Value.ValueKind == JsonValueKind.String ? Value.GetString() ?? "" : "";

    /// <summary>What the place is by the definition of the node; null when it says nothing of it.</summary>
    public FieldDefinition? FieldOf(NodeDefinition? node)
    {
        var fields = node?.Fields ?? [];
        FieldDefinition? found = null;
        foreach (var name in _steps.Where(s => !int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            found = fields.FirstOrDefault(f => f.Name == name);
            fields = found?.Fields ?? [];
        }

        return found;
    }

    /// <summary>The whole setting with another value at the place.</summary>
    /// <param name="value">The value; null takes away what is there.</param>
    /// <returns>The setting; undefined when nothing is left of it.</returns>
    public JsonElement With(JsonNode? value)
    {
        if (_steps.Length == 1)
        {
            return value is null ? default : JsonSerializer.SerializeToElement(value);
        }

        var root = JsonSerializer.SerializeToNode(_config.Member(Field));
        var owner = _steps[1..^1].Aggregate(root, (at, step) => at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : at?[step]);
        switch (owner)
        {
            case JsonArray list when value is null:
                list.RemoveAt(int.Parse(_steps[^1], CultureInfo.InvariantCulture));
                break;
            case JsonArray list:
                list[int.Parse(_steps[^1], CultureInfo.InvariantCulture)] = value;
                break;
            case JsonObject members when value is null:
                members.Remove(_steps[^1]);
                break;
            case JsonObject members:
                members[_steps[^1]] = value;
                break;
        }

        return JsonSerializer.SerializeToElement(root);
    }

    private static JsonElement Step(JsonElement at, string step) =>
        at.ValueKind == JsonValueKind.Array
            ? int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength() ? at[index] : default
            : at.Member(step);
}
