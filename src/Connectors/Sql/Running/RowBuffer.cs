using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Connectors.Sql.Running;

/// <summary>Collects rows as JSON within a limit of bytes.</summary>
internal sealed class RowBuffer : IDisposable
{
    /// <summary>Largest answer. Unit: bytes of JSON.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The greatest whole number that expressions keep exactly (2^53 - 1).</summary>
    private const long GreatestExact = 9_007_199_254_740_991;

    /// <summary>Digits that a number of an expression keeps whatever they are.</summary>
    private const int ExactDigits = 15;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;

    public RowBuffer()
    {
        _json = new Utf8JsonWriter(_bytes);
        _json.WriteStartArray();
    }

    /// <summary>Writes the values of a row.</summary>
    public Utf8JsonWriter Json => _json;

    /// <summary>Number of complete rows.</summary>
    public int Count { get; private set; }

    /// <summary>Starts a row.</summary>
    public void Begin() => _json.WriteStartObject();

    /// <summary>Ends a row.</summary>
    public void End()
    {
        _json.WriteEndObject();
        Count++;
    }

    /// <summary>Tells whether a value still has room.</summary>
    /// <param name="bytes">Its size as the database has it.</param>
    /// <exception cref="SqlSizeException">It has none.</exception>
    public void Reserve(long bytes)
    {
        if (_json.BytesCommitted + _json.BytesPending + bytes > MaxBytes)
        {
            throw new SqlSizeException();
        }
    }

    /// <summary>Writes a whole number; as text where an expression would round it.</summary>
    /// <param name="value">The number.</param>
    public void WriteWhole(long value)
    {
        if (value is >= -GreatestExact and <= GreatestExact)
        {
            _json.WriteNumberValue(value);
        }
        else
        {
            _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a decimal number as it is; as text where an expression would round it, and for NaN.</summary>
    /// <param name="digits">The number as the database writes it.</param>
    public void WriteDecimal(string digits)
    {
        if (digits.Count(char.IsAsciiDigit) <= ExactDigits && digits.All(c => char.IsAsciiDigit(c) || c is '-' or '.'))
        {
            _json.WriteRawValue(digits);
        }
        else
        {
            _json.WriteStringValue(digits);
        }
    }

    /// <summary>Writes a floating-point number; NaN and the infinities as text.</summary>
    /// <param name="value">The number.</param>
    public void WriteFloat(double value)
    {
        if (double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
        }
        else
        {
            _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Finishes.</summary>
    /// <param name="more">True when the database has further rows.</param>
    /// <param name="affected">Rows changed.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="SqlSizeException">The answer is too large.</exception>
    public SqlAnswer Finish(bool more, long affected)
    {
        _json.WriteEndArray();
        _json.Flush();
        if (_bytes.WrittenCount > MaxBytes)
        {
            throw new SqlSizeException();
        }

        return new SqlAnswer(JsonElement.Parse(_bytes.WrittenSpan), Count, more, Math.Max(0, affected));
    }

    public void Dispose() => _json.Dispose();
}

/// <summary>The rows are larger than an answer may be.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown and caught inside the connector, without text.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught inside the connector.")]
internal sealed class SqlSizeException : Exception;
