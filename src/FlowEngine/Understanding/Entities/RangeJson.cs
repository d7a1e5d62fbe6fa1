using System.Text.Json;

namespace FlowEngine.Understanding.Entities;

/// <summary>Writes ranges.</summary>
internal static class RangeJson
{
    /// <summary><c>{ "from": …, "to": … }</c>.</summary>
    public static JsonElement Of(string from, string to) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("from", from);
            writer.WriteString("to", to);
            writer.WriteEndObject();
        });
}
