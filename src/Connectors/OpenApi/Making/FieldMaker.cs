using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Connectors.OpenApi.Calling;
using Connectors.OpenApi.Reading;
using FlowEngine.Nodes;

namespace Connectors.OpenApi.Making;

/// <summary>Makes settings of schemas: choices of enums, numbers with their range, lists of texts, JSON for the rest.</summary>
internal sealed class FieldMaker(Shapes shapes)
{
    /// <summary>Most choices that a form shows; a longer enum is a text.</summary>
    private const int MaxChoices = 300;

    // Thousands of operations take the same few objects.
    private readonly Dictionary<(ApiProperty Property, bool IsRequired), FieldDefinition> _known = new(new ByReference());

    /// <summary>Makes the setting of a property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="property">The property.</param>
    /// <param name="isRequired">True when a call without it is refused.</param>
    /// <param name="isAdvanced">True when the form hides it.</param>
    public FieldDefinition Make(string name, ApiProperty property, bool isRequired, bool isAdvanced)
    {
        if (!_known.TryGetValue((property, isRequired), out var field))
        {
            field = Make(name, property.Name, property.Summary, property.Schema, isRequired, isAdvanced: false);
            _known[(property, isRequired)] = field;
        }

        return field with { Name = name, Advanced = field.Advanced || isAdvanced };
    }

    /// <summary>Makes a setting.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="wire">Name in the request, of which its label is made.</param>
    /// <param name="summary">What the document says.</param>
    /// <param name="schema">Its schema; nothing is any value.</param>
    /// <param name="isRequired">True when a call without it is refused.</param>
    /// <param name="isAdvanced">True when the form hides it.</param>
    public FieldDefinition Make(string name, string wire, string summary, SpecNode schema, bool isRequired, bool isAdvanced)
    {
        var core = Schemas.Core(schema);
        var choices = Schemas.ChoicesOf(core);
        var usual = core.Text("default");
        if (choices.Count is > 0 and <= MaxChoices && IsScalar(core))
        {
            // One that has but one value needs no author.
            var given = choices.Count == 1 && isRequired ? choices[0] : isRequired && usual is not null && choices.Contains(usual) ? usual : null;
            return new FieldDefinition(
                name,
                FieldNames.Label(wire),
                Help(summary, core, usual),
                FieldKind.Choice,
                isRequired && given is null,
                given is null ? default : JsonSerializer.SerializeToElement(given),
                Expression: true,
                Advanced: isAdvanced || (choices.Count == 1 && isRequired),
                Options: [.. choices.Select(c => new FieldOption(c, c))]
            );
        }

        var kind = KindOf(core);
        var (minimum, maximum) = kind == FieldKind.Number ? Range(core) : (null, null);
        var fallback = isRequired ? DefaultOf(core, kind, minimum, maximum) : default;
        return new FieldDefinition(
            name,
            FieldNames.Label(wire),
            Help(summary, core, usual, kind),
            kind,
            isRequired && fallback.ValueKind == JsonValueKind.Undefined,
            fallback,
            Expression: true,
            Template: kind is FieldKind.Text or FieldKind.Json or FieldKind.TextList,
            Advanced: isAdvanced,
            Minimum: minimum,
            Maximum: maximum
        );
    }

    /// <summary>What a choice or a text must become in JSON.</summary>
    public static SentType SentTypeOf(SpecNode schema) =>
        Schemas.TypeOf(schema) switch
        {
            "number" or "integer" => SentType.Number,
            "boolean" => SentType.Truth,
            _ => SentType.AsIs,
        };

    private static bool IsScalar(SpecNode core) => Schemas.TypeOf(core) is not ("array" or "object" or "file");

    private static FieldKind KindOf(SpecNode core) =>
        Schemas.TypeOf(core) switch
        {
            "boolean" => FieldKind.Boolean,
            "number" or "integer" => FieldKind.Number,
            "array" => Schemas.TypeOf(core["items"]) == "string" && !Schemas.IsFile(core["items"]) ? FieldKind.TextList : FieldKind.Json,
            "object" => FieldKind.Json,
            "file" => FieldKind.Json,
            "string" => Schemas.IsFile(core) ? FieldKind.Json : FieldKind.Text,
            _ => FieldKind.Value,
        };

    private static (double? Minimum, double? Maximum) Range(SpecNode core)
    {
        var (least, most) = (core.Number("minimum"), core.Number("maximum"));
        return least > most ? (null, null) : (least, most);
    }

    private static JsonElement DefaultOf(SpecNode core, FieldKind kind, double? minimum, double? maximum)
    {
        var value = core.Raw("default").Element;
        var fits = (kind, value.ValueKind) switch
        {
            (FieldKind.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
            (FieldKind.Number, JsonValueKind.Number) => value.TryGetDecimal(out var number)
                && !((double)number < minimum)
                && !((double)number > maximum),
            (FieldKind.Text, JsonValueKind.String) => SpecNode.TextOf(value) is { Length: > 0 and < 1_000 },
            _ => false,
        };
        // A copy: the document does not stay.
        return fits ? value.Clone() : default;
    }

    private string Help(string summary, SpecNode core, string? usual, FieldKind kind = FieldKind.Choice)
    {
        var parts = new List<string>();
        if (summary.Length > 0)
        {
            parts.Add(summary.EndsWith('.') || summary.EndsWith('…') ? summary : summary + ".");
        }

        switch (kind)
        {
            case FieldKind.Json when Schemas.IsFile(core):
                parts.Add("A file: a text, or { name, contentType, base64 }.");
                break;
            case FieldKind.Json:
                parts.Add($"JSON: {shapes.Sketch(core)}.");
                break;
            case FieldKind.TextList when Schemas.ChoicesOf(core["items"]) is { Count: > 0 } values:
                parts.Add($"Each is one of {PlainText.Of(string.Join(", ", values.Take(30)), 150)}.");
                break;
            case FieldKind.Number when Range(core) is ({ } least, { } most):
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"From {least} to {most}."));
                break;
            case FieldKind.Text when Schemas.FormatOf(core) is { Length: > 0 } format:
                parts.Add(
                    format switch
                    {
                        "date" => "A date such as 2026-01-31.",
                        "date-time" => "A time such as 2026-01-31T12:00:00Z.",
                        "byte" => "Bytes in base64.",
                        _ => $"Format: {PlainText.Of(format, 40)}.",
                    }
                );
                break;
            default:
                break;
        }

        if (usual is { Length: > 0 and < 60 })
        {
            parts.Add($"Usually {PlainText.Of(usual)}.");
        }

        return parts.Count == 0 ? "As the other system's documentation says." : string.Join(' ', parts);
    }

    private sealed class ByReference : IEqualityComparer<(ApiProperty Property, bool IsRequired)>
    {
        public bool Equals((ApiProperty Property, bool IsRequired) x, (ApiProperty Property, bool IsRequired) y) =>
            ReferenceEquals(x.Property, y.Property) && x.IsRequired == y.IsRequired;

        public int GetHashCode((ApiProperty Property, bool IsRequired) obj) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Property), obj.IsRequired);
    }
}
