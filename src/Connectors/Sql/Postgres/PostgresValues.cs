using System.Globalization;
using System.Text.Json;
using Connectors.Sql.Running;
using Npgsql.PostgresTypes;

namespace Connectors.Sql.Postgres;

/// <summary>
/// Turns values as PostgreSQL writes them into JSON: <c>12.30</c> stays 12.30, <c>2026-03-02 09:00:00+00</c> becomes
/// 2026-03-02T09:00:00Z, <c>\x0102</c> base64, <c>{1,2}</c> a list. Types that are not known stay text.
/// </summary>
internal static class PostgresValues
{
    // Object identifiers of the built-in types (pg_type.dat); they never change.
    private const uint Bool = 16;
    private const uint Bytea = 17;
    private const uint Int8 = 20;
    private const uint Int2 = 21;
    private const uint Int4 = 23;
    private const uint Oid = 26;
    private const uint Json = 114;
    private const uint Float4 = 700;
    private const uint Float8 = 701;
    private const uint Timestamp = 1114;
    private const uint TimestampTz = 1184;
    private const uint Numeric = 1700;
    private const uint Jsonb = 3802;

    /// <summary>Writes one value.</summary>
    /// <param name="rows">Where to.</param>
    /// <param name="type">Its type.</param>
    /// <param name="text">The value as PostgreSQL writes it.</param>
    public static void Write(RowBuffer rows, PostgresType type, string text)
    {
        var inner = type is PostgresDomainType domain ? domain.BaseType : type;
        if (inner is PostgresArrayType array && ArrayText.TryRead(text, out var items))
        {
            WriteItems(rows, array.Element, items);
            return;
        }

        switch (inner.OID)
        {
            case Bool:
                rows.Json.WriteBooleanValue(text == "t");
                break;
            case Int2 or Int4 or Int8 or Oid:
                rows.WriteWhole(long.Parse(text, CultureInfo.InvariantCulture));
                break;
            case Numeric:
                rows.WriteDecimal(text);
                break;
            case Float4 or Float8:
                rows.WriteFloat(double.Parse(text, CultureInfo.InvariantCulture));
                break;
            case Json or Jsonb:
                WriteJson(rows, text);
                break;
            case Bytea when text.StartsWith("\\x", StringComparison.Ordinal):
                rows.Json.WriteBase64StringValue(Convert.FromHexString(text.AsSpan(2)));
                break;
            case Timestamp when text.Length > 10 && text[10] == ' ':
                rows.Json.WriteStringValue($"{text[..10]}T{text[11..]}");
                break;
            case TimestampTz when text.Length > 10 && text[10] == ' ' && text.EndsWith("+00", StringComparison.Ordinal):
                rows.Json.WriteStringValue($"{text[..10]}T{text[11..^3]}Z");
                break;
            default:
                rows.Json.WriteStringValue(text);
                break;
        }
    }

    private static void WriteItems(RowBuffer rows, PostgresType type, IReadOnlyList<object?> items)
    {
        rows.Json.WriteStartArray();
        foreach (var item in items)
        {
            switch (item)
            {
                case IReadOnlyList<object?> nested:
                    WriteItems(rows, type, nested);
                    break;
                case string text:
                    Write(rows, type, text);
                    break;
                default:
                    rows.Json.WriteNullValue();
                    break;
            }
        }

        rows.Json.WriteEndArray();
    }

    private static void WriteJson(RowBuffer rows, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            document.RootElement.WriteTo(rows.Json);
        }
        catch (JsonException)
        {
            // Nested deeper than a run keeps: it stays the text it is.
            rows.Json.WriteStringValue(text);
        }
    }
}
