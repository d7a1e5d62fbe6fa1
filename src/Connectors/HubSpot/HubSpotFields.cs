using System.Text.Json;
using FlowEngine.Nodes;

namespace Connectors.HubSpot;

/// <summary>Settings that several operations have.</summary>
internal static class HubSpotFields
{
    /// <summary>Object types that have operations here, as a choice.</summary>
    public static IReadOnlyList<FieldOption> Types { get; } =
        [
            new("contacts", "contacts"),
            new("companies", "companies"),
            new("deals", "deals"),
            new("tickets", "tickets"),
            new("notes", "notes"),
        ];

    /// <summary>Further properties by their names in HubSpot.</summary>
    public static FieldDefinition Properties { get; } =
        new(
            "properties",
            "Other properties",
            "Values by the property's internal name in HubSpot. What is absent or null stays as it is; an empty text clears the property.",
            FieldKind.Map,
            Expression: true
        );

    /// <summary>Properties to read besides the usual ones.</summary>
    public static FieldDefinition Read { get; } =
        new(
            "read",
            "Also read",
            "Internal names of properties to read besides the usual ones.",
            FieldKind.TextList,
            Advanced: true
        );

    /// <summary>Types whose associated ids are read along.</summary>
    public static FieldDefinition Along { get; } =
        new(
            "associations",
            "Also read ids of",
            "Object types such as companies or deals whose associated ids come along.",
            FieldKind.TextList,
            Advanced: true
        );

    /// <summary>A text that may be an expression or hold values.</summary>
    public static FieldDefinition Text(string name, string label, string help, bool required = false, bool advanced = false) =>
        new(name, label, help, FieldKind.Text, required, Expression: true, Template: true, Advanced: advanced);

    /// <summary>A choice of object types.</summary>
    public static FieldDefinition Type(string name, string label, string help, string standard) =>
        new(name, label, help, FieldKind.Choice, Default: JsonSerializer.SerializeToElement(standard), Options: Types);

    /// <summary>The settings of properties that have one of their own.</summary>
    public static IEnumerable<FieldDefinition> Of(IEnumerable<HubSpotProperty> properties, string? required = null) =>
        properties.Select(p => Text(p.Field, p.Label, p.Help, p.Field == required));
}
