using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Expressions.Templates;

namespace FlowEngine.Nodes;

/// <summary>Describes a node type whose settings are <typeparamref name="TConfig"/>, a record with positional parameters.</summary>
/// <typeparam name="TConfig">Settings with every expression resolved; defaults are those of its parameters.</typeparam>
public sealed class NodeDefinitionBuilder<TConfig>
    where TConfig : class
{
    private readonly string _type;
    private readonly int _version;
    private readonly List<FieldDefinition> _fields = [];
    private readonly List<PortDefinition> _outputs = [];
    private DynamicPorts? _ports;
    private string _title = "";
    private string _summary = "";
    private string _card = "";
    private string _icon = "node";
    private NodeCategory _category;
    private bool _isTrigger;
    private bool _canFail = true;
    private EffectKind _effect;
    private bool _idempotent;
    private string? _connector;
    private DynamicEffect? _effects;
    private bool _waits;
    private bool _takesInput;
    private bool _opensParts;
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private NodeUpgrade? _fromPrevious;

    internal NodeDefinitionBuilder(string type, int version)
    {
        _type = type;
        _version = version;
    }

    /// <summary>Names the node type.</summary>
    /// <param name="title">Name in the palette.</param>
    /// <param name="category">Group and colour.</param>
    /// <param name="summary">One sentence on what it does.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Title(string title, NodeCategory category, string summary)
    {
        (_title, _category, _summary) = (title, category, summary);
        return this;
    }

    /// <summary>Says how the card looks.</summary>
    /// <param name="summaryTemplate">Sentence with field names in braces, such as <c>Gets order {orderId} from {connection}</c>.</param>
    /// <param name="icon">Key of an icon of the designer.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Card(string summaryTemplate, string icon)
    {
        (_card, _icon) = (summaryTemplate, icon);
        return this;
    }

    /// <summary>Adds a setting; kind, default and whether it is required come from the property.</summary>
    /// <param name="property">The property of the settings.</param>
    /// <param name="label">Label in the form.</param>
    /// <param name="help">One sentence of help.</param>
    /// <param name="kind">Editor, where the property's type does not tell.</param>
    /// <param name="expression">True when it takes <c>=expression</c>.</param>
    /// <param name="template">True when it takes <c>{{ expression }}</c>.</param>
    /// <param name="advanced">True when the form hides it behind "More".</param>
    /// <param name="options">Allowed values of a choice.</param>
    /// <param name="minimum">Least number.</param>
    /// <param name="maximum">Greatest number.</param>
    /// <param name="fields">Fields of the items of a list.</param>
    /// <param name="required">Overrides what the parameter's default tells, for a setting that has a default only to please C#.</param>
    /// <param name="encoding">Where the text goes, which decides how <c>{{ }}</c> inserts values into it.</param>
    /// <param name="shownWhen">When the form shows it; null for always.</param>
    /// <typeparam name="TValue">Type of the setting.</typeparam>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Field<TValue>(
        Expression<Func<TConfig, TValue>> property,
        string label,
        string help,
        FieldKind? kind = null,
        bool expression = false,
        bool template = false,
        bool advanced = false,
        IReadOnlyList<FieldOption>? options = null,
        double? minimum = null,
        double? maximum = null,
        IReadOnlyList<FieldDefinition>? fields = null,
        bool? required = null,
        TextEncoding encoding = TextEncoding.Text,
        FieldCondition? shownWhen = null
    )
    {
        var name = ((MemberExpression)property.Body).Member.Name;
        var parameter =
            ParametersOf(typeof(TConfig)).FirstOrDefault(p => p.Name == name)
            ?? throw new ArgumentException($"{typeof(TConfig).Name} has no positional parameter {name}.", nameof(property));
        _fields.Add(
            new FieldDefinition(
                JsonNamingPolicy.CamelCase.ConvertName(name),
                label,
                help,
                kind ?? (options is null ? KindOf(typeof(TValue)) : FieldKind.Choice),
                required ?? !parameter.HasDefaultValue,
                DefaultOf(parameter),
                expression,
                template,
                advanced,
                options,
                minimum,
                maximum,
                fields,
                encoding,
                shownWhen
            )
        );
        return this;
    }

    /// <summary>Adds a port.</summary>
    /// <param name="name">Key in <c>links</c>.</param>
    /// <param name="title">Word on the card.</param>
    /// <param name="summary">When the node leaves here and with what output.</param>
    /// <param name="required">True when it must be linked before publishing.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Output(string name, string title, string summary, bool required = false)
    {
        _outputs.Add(new PortDefinition(name, title, summary, Required: required));
        return this;
    }

    /// <summary>Says what the output of the port that was added last looks like, for completion in the editor.</summary>
    /// <param name="sketch">Names with types, such as <c>{ id: number, tags: [string] }</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">There is no port yet, or the sketch cannot be read.</exception>
    public NodeDefinitionBuilder<TConfig> Shape(string sketch)
    {
        if (_outputs.Count == 0)
        {
            throw new ArgumentException("Add the port first.", nameof(sketch));
        }

        _outputs[^1] = _outputs[^1] with { Shape = ValueShape.Sketch(sketch) };
        return this;
    }

    /// <summary>Adds ports that depend on the settings.</summary>
    /// <param name="ports">Makes them; accepts any JSON object.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Ports(DynamicPorts ports)
    {
        _ports = ports;
        return this;
    }

    /// <summary>Makes it a node that starts runs.</summary>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Trigger()
    {
        (_isTrigger, _canFail) = (true, false);
        return this;
    }

    /// <summary>Says that the node never fails, so that it has no <c>error</c> port.</summary>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> CannotFail()
    {
        _canFail = false;
        return this;
    }

    /// <summary>Says what the node does to the outside world.</summary>
    /// <param name="effect">The kind of effect.</param>
    /// <param name="idempotent">True when the other side honours an idempotency key.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Effect(EffectKind effect, bool idempotent = false)
    {
        (_effect, _idempotent) = (effect, idempotent);
        return this;
    }

    /// <summary>Says what the node does to the outside world, where that depends on its settings.</summary>
    /// <param name="strongest">The strongest of the possible effects, for palette and docs.</param>
    /// <param name="effects">Decides by the settings; accepts any JSON object.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Effect(EffectKind strongest, DynamicEffect effects)
    {
        (_effect, _effects) = (strongest, effects);
        return this;
    }

    /// <summary>Says which connector's connection the node uses, named by its setting <c>connection</c>.</summary>
    /// <param name="connector">Key of the connector.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Connection(string connector)
    {
        _connector = connector;
        return this;
    }

    /// <summary>Says that the node always waits for something from outside, such as an answer.</summary>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Waits()
    {
        _waits = true;
        return this;
    }

    /// <summary>Says that the node asks the visitor and waits for the message: one at a time, also in parallel branches.</summary>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> TakesInput()
    {
        (_waits, _takesInput) = (true, true);
        return this;
    }

    /// <summary>Says that what is behind some ports is a part that comes back to the node when it has ended.</summary>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> OpensParts()
    {
        _opensParts = true;
        return this;
    }

    /// <summary>Documents a code with which the type refuses settings or fails.</summary>
    /// <param name="code">Stable code such as <c>http.path</c>.</param>
    /// <param name="summary">When it comes and what to do, one sentence.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Error(string code, string summary)
    {
        _errors[code] = summary;
        return this;
    }

    /// <summary>Documents codes that several types share.</summary>
    /// <param name="errors">A sentence by code.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> Errors(IReadOnlyDictionary<string, string> errors)
    {
        foreach (var (code, summary) in errors)
        {
            _errors[code] = summary;
        }

        return this;
    }

    /// <summary>Says how a node of the version before becomes one of this version.</summary>
    /// <param name="upgrade">Takes over its settings and names its ports.</param>
    /// <returns>This builder.</returns>
    public NodeDefinitionBuilder<TConfig> FromPrevious(NodeUpgrade upgrade)
    {
        _fromPrevious = upgrade;
        return this;
    }

    /// <summary>Finishes.</summary>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">No title, or a setting without a field.</exception>
    public NodeDefinition Build()
    {
        if (_title.Length == 0)
        {
            throw new ArgumentException($"Node type {_type} has no title.");
        }

        var missing = ParametersOf(typeof(TConfig))
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))
            .Except(_fields.Select(f => f.Name))
            .ToList();
        if (missing.Count > 0)
        {
            throw new ArgumentException($"Node type {_type} has settings without a field: {string.Join(", ", missing)}.");
        }

        return new NodeDefinition(
            _type,
            _version,
            _title,
            _category,
            _summary,
            _card,
            _icon,
            [.. _fields],
            [.. _outputs],
            _ports,
            _isTrigger,
            _canFail,
            _effect,
            _idempotent,
            _connector,
            _effects,
            _waits,
            _takesInput,
            _opensParts,
            _errors,
            _fromPrevious
        );
    }

    private static ParameterInfo[] ParametersOf(Type config) =>
        config.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters();

    private static JsonElement DefaultOf(ParameterInfo parameter) =>
        parameter is { HasDefaultValue: true, DefaultValue: { } value } ? JsonSerializer.SerializeToElement(value) : default;

    private static FieldKind KindOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(bool) => FieldKind.Boolean,
            _ when type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal) =>
                FieldKind.Number,
            _ when type == typeof(string) || type == typeof(Uri) => FieldKind.Text,
            _ when typeof(IEnumerable<string>).IsAssignableFrom(type) => FieldKind.TextList,
            _ when type == typeof(JsonElement) => FieldKind.Json,
            _ when type == typeof(FieldValue) => FieldKind.Value,
            _ => throw new ArgumentException($"Say the kind of a field of type {type.Name}."),
        };
    }
}
