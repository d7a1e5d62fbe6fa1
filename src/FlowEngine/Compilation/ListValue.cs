using System.Text.Json;

namespace FlowEngine.Compilation;

/// <summary>A list whose items are evaluated one by one; an undefined one is null, as in JSON.stringify.</summary>
internal sealed class ListValue(IReadOnlyList<FieldValue> items) : PartedValue(items)
{
    protected override void Write(Utf8JsonWriter writer, JsonElement[] values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
    }
}
