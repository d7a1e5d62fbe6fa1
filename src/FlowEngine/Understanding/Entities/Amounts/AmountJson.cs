using System.Text.Json;

namespace FlowEngine.Understanding.Entities.Amounts;

/// <summary>Writes amounts.</summary>
internal static class AmountJson
{
    /// <summary><c>{ "amount": 25, "unit": "kg" }</c>.</summary>
    public static JsonElement Of(decimal amount, string member, string what) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("amount", Trimmed(amount));
            writer.WriteString(member, what);
            writer.WriteEndObject();
        });

    // 49.90 and 49.9 are the same.
    private static decimal Trimmed(decimal amount) => amount / 1.000000000000000000000000000000000m;
}
