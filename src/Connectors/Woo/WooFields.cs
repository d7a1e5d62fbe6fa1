using System.Text.Json;
using FlowEngine.Nodes;

namespace Connectors.Woo;

/// <summary>Settings and ports that several operations have.</summary>
internal static class WooFields
{
    /// <summary>Which order.</summary>
    public static FieldDefinition Order { get; } =
        Text("orderId", "Order number", "Number of the order; a leading # is ignored.", required: true);

    /// <summary>Amount as the shop takes it.</summary>
    public static FieldDefinition Amount(string name, string label, string help, bool required = false) => Text(name, label, help, required);

    /// <summary>A text that may be an expression or hold values.</summary>
    public static FieldDefinition Text(string name, string label, string help, bool required = false, bool advanced = false) =>
        new(name, label, help, FieldKind.Text, required, Expression: true, Template: true, Advanced: advanced);

    /// <summary>A longer text.</summary>
    public static FieldDefinition Multiline(string name, string label, string help, bool required = false) =>
        new(name, label, help, FieldKind.Multiline, required, Expression: true, Template: true);

    /// <summary>Yes or no.</summary>
    public static FieldDefinition YesNo(string name, string label, string help, bool standard, bool advanced = false) =>
        new(name, label, help, FieldKind.Boolean, Default: Json(standard), Expression: true, Advanced: advanced);

    /// <summary>How many.</summary>
    public static FieldDefinition Limit(string what) =>
        new("limit", "At most", $"Number of {what}, 1 to 200.", FieldKind.Number, Default: Json(10), Advanced: true, Minimum: 1, Maximum: 200);

    /// <summary>Values by name, such as an address.</summary>
    public static FieldDefinition Map(string name, string label, string help, bool advanced = false) =>
        new(name, label, help, FieldKind.Map, Expression: true, Advanced: advanced);

    /// <summary>The way out with what was asked for.</summary>
    public static PortDefinition Done(string title, string summary, string shape) =>
        new(WooApi.Success, title, summary, Shape: ValueShape.Sketch(shape));

    /// <summary>The way out for what is not there.</summary>
    public static PortDefinition Missing(string summary) => new(WooApi.NotFound, "not found", summary);

    /// <summary>The way out for a value that something else has.</summary>
    public static PortDefinition Taken(string summary) =>
        new(WooApi.Conflict, "exists already", $"{summary}: {{ existingId, message }}.", Shape: ValueShape.Sketch("{ existingId: number, message: string }"));

    /// <summary>A default.</summary>
    public static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
