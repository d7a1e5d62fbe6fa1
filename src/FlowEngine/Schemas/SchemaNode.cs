using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Schemas;

/// <summary>One schema, read: what it asks of a value. Filled while the document is read, never changed afterwards.</summary>
internal sealed class SchemaNode
{
    /// <summary>True for the schema <c>false</c>, which nothing meets.</summary>
    public bool RefusesAll { get; set; }

    public IReadOnlyList<string>? Types { get; set; }

    public IReadOnlyList<JsonElement>? Options { get; set; }

    public Dictionary<string, SchemaNode> Properties { get; } = new(StringComparer.Ordinal);

    public List<(Regex Pattern, SchemaNode Schema)> Patterns { get; } = [];

    public SchemaNode? Additional { get; set; }

    public List<string> Required { get; } = [];

    public int? MinProperties { get; set; }

    public int? MaxProperties { get; set; }

    public List<SchemaNode> Prefix { get; } = [];

    public SchemaNode? Items { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public double? Minimum { get; set; }

    public double? Maximum { get; set; }

    public double? Above { get; set; }

    public double? Below { get; set; }

    public double? MultipleOf { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public Regex? Pattern { get; set; }

    public string? Format { get; set; }

    public List<SchemaNode> AllOf { get; } = [];

    public List<SchemaNode> AnyOf { get; } = [];

    public List<SchemaNode> OneOf { get; } = [];

    public SchemaNode? Not { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }
}
