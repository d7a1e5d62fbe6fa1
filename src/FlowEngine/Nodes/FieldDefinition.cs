using System.Text.Json;
using FlowEngine.Expressions.Templates;

namespace FlowEngine.Nodes;

/// <summary>A setting of a node or a connector: the one source of form, JSON schema and documentation.</summary>
/// <param name="Name">JSON property, camel case.</param>
/// <param name="Label">Label in the form.</param>
/// <param name="Help">One sentence of help; units and ranges stand here.</param>
/// <param name="Kind">Which editor and which JSON type fit.</param>
/// <param name="Required">True when the setting has no default.</param>
/// <param name="Default">Value when absent; undefined when there is none.</param>
/// <param name="Expression">True when the value may be an <c>=expression</c>.</param>
/// <param name="Template">True when text takes <c>{{ expression }}</c>.</param>
/// <param name="Advanced">True when the form hides it behind "More".</param>
/// <param name="Options">Allowed values of a choice; empty for other kinds.</param>
/// <param name="Minimum">Least number, inclusive; null for none.</param>
/// <param name="Maximum">Greatest number, inclusive; null for none.</param>
/// <param name="Fields">Fields of each item, for <see cref="FieldKind.List"/>; empty otherwise.</param>
/// <param name="Encoding">Where the text goes, which decides how <c>{{ }}</c> inserts values into it.</param>
/// <param name="ShownWhen">When the form shows it; null for always. It counts whether it is shown or not.</param>
/// <param name="Lines">True when a secret may have several lines, as a private key has.</param>
public sealed record FieldDefinition(
    string Name,
    string Label,
    string Help,
    FieldKind Kind,
    bool Required = false,
    JsonElement Default = default,
    bool Expression = false,
    bool Template = false,
    bool Advanced = false,
    IReadOnlyList<FieldOption>? Options = null,
    double? Minimum = null,
    double? Maximum = null,
    IReadOnlyList<FieldDefinition>? Fields = null,
    TextEncoding Encoding = TextEncoding.Text,
    FieldCondition? ShownWhen = null,
    bool Lines = false
);

/// <summary>When a form shows a setting: only while a choice beside it has one of some values.</summary>
/// <param name="Field">Name of the choice, in the same object.</param>
/// <param name="Values">The values with which the setting is shown.</param>
public sealed record FieldCondition(string Field, params IReadOnlyList<string> Values);

/// <summary>One allowed value of a choice.</summary>
/// <param name="Value">Value in the document.</param>
/// <param name="Label">Word shown.</param>
public sealed record FieldOption(string Value, string Label);

/// <summary>What a setting holds, which decides its editor and JSON type.</summary>
public enum FieldKind
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    Multiline,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of <see cref="FieldDefinition.Options"/>.</summary>
    Choice,

    /// <summary>Any JSON value.</summary>
    Json,

    /// <summary>Any value on one line: a text, a number, yes or no, an expression, or JSON.</summary>
    Value,

    /// <summary>A list of objects with <see cref="FieldDefinition.Fields"/>.</summary>
    List,

    /// <summary>A list of texts.</summary>
    TextList,

    /// <summary>Values by name; each value is a literal or an expression.</summary>
    Map,

    /// <summary>An expression that decides yes or no, evaluated by the node itself when it needs it.</summary>
    Condition,

    /// <summary>Statements of JavaScript, evaluated by the node itself.</summary>
    Code,

    /// <summary>Name of a connection of a fitting connector.</summary>
    Connection,

    /// <summary>Id of an intent of the bot.</summary>
    Intent,

    /// <summary>Id of an entity of the bot or a built-in kind.</summary>
    Entity,

    /// <summary>Name of a variable that receives a value.</summary>
    Variable,

    /// <summary>Id of a flow of the bot.</summary>
    Flow,

    /// <summary>Id of a node of the same flow.</summary>
    Node,

    /// <summary>A value that must never stand in a document: forms show it write-only. Connector credentials only.</summary>
    Secret,
}
