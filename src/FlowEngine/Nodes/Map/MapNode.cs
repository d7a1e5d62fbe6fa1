using System.Text.Json;
using FlowEngine.Nodes.Items;
using FlowEngine.Nodes.Validate;

namespace FlowEngine.Nodes.Map;

/// <summary>Makes an object of one shape of an object of another.</summary>
public static class MapNode
{
    /// <summary>Most fields.</summary>
    public const int MaximumFields = 200;

    internal const string Fail = "fail";

    /// <summary>What values can be made.</summary>
    public static IReadOnlyList<FieldOption> Types { get; } =
        [
            new FieldOption("any", "As it is"),
            new FieldOption("text", "Text"),
            new FieldOption("number", "Number"),
            new FieldOption("integer", "Whole number"),
            new FieldOption("boolean", "Yes or no"),
            new FieldOption("date", "Date"),
            new FieldOption("dateTime", "Date and time"),
            new FieldOption("list", "List"),
        ];

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<MapConfig>("map", version: 1)
            .Title("Map", NodeCategory.Data, "Makes an object of one shape of an object of another, or a list of such objects of a list.")
            .Card("Maps {source} to {fields}", "map")
            .Field(c => c.Source, "Source", "An object, or a list whose items are mapped one by one.", expression: true)
            .Field(
                c => c.Fields,
                "Fields",
                "What the result is made of.",
                kind: FieldKind.List,
                fields:
                [
                    new FieldDefinition("to", "To", "Name in the result, such as email or customer.email.", FieldKind.Text, Required: true),
                    new FieldDefinition(
                        "from",
                        "From",
                        "Member of the source such as billing.email, or a formula such as =item.first + ' ' + item.last.",
                        FieldKind.Value,
                        Expression: true
                    ),
                    new FieldDefinition(
                        "type",
                        "Make it",
                        "What the value is made; dates without a zone are taken in the bot's.",
                        FieldKind.Choice,
                        Default: JsonSerializer.SerializeToElement("any"),
                        Options: Types
                    ),
                    new FieldDefinition(
                        "required",
                        "Must be there",
                        "Warns or fails when the source has no such value and there is no default.",
                        FieldKind.Boolean,
                        Default: JsonSerializer.SerializeToElement(false)
                    ),
                    new FieldDefinition(
                        "default",
                        "Otherwise",
                        "The value when the source has none.",
                        FieldKind.Value,
                        Expression: true,
                        Advanced: true
                    ),
                ]
            )
            .Field(
                c => c.OnMissing,
                "When something is missing",
                "Or cannot be converted, or is not as the schema asks.",
                options: [new FieldOption("warn", "Go on with a warning in the journal"), new FieldOption(Fail, "Fail")]
            )
            .Field(c => c.Schema, "JSON Schema", "What each result must be like; empty for no check.", advanced: true)
            .Field(c => c.SaveTo, "Keep the result in", "Variable that receives the result.", kind: FieldKind.Variable)
            .Output("next", "next", "Always; the output is the object, or the list of objects.")
            .Error("map.fields", "There are too many fields; map in two steps.")
            .Error("map.to", "A field does not say where it goes; name a member of the result.")
            .Error("map.from", "A field has neither a source nor a default; give one.")
            .Error("map.type", "There is no such type; use one that is listed.")
            .Error("map.conflict", "Two fields go to the same place; give each its own.")
            .Error("map.missing", "A value that must be there is missing in the source.")
            .Error("map.convert", "A value cannot be made what it must be, such as a number of a word.")
            .Error("map.schema", "The result is not as the schema asks.")
            .Errors(SchemaRules.Errors)
            .Errors(ItemRun.Errors)
            .Build();
}
