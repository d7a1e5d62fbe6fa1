using System.Text.Json;

namespace FlowEngine.Compilation;

/// <summary>An object whose members are evaluated one by one; an undefined one is left out, as in JSON.stringify.</summary>
internal sealed class ObjectValue(IReadOnlyList<(string Name, FieldValue Value)> members)
    : PartedValue([.. members.Select(m => m.Value)])
{
    protected override void Write(Utf8JsonWriter writer, JsonElement[] values)
    {
        writer.WriteStartObject();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].ValueKind != JsonValueKind.Undefined)
            {
                writer.WritePropertyName(members[i].Name);
                values[i].WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
