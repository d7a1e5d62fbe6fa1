using FlowEngine.Understanding.Entities.Numbers;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Amounts;

/// <summary>Amounts with a unit: "25 kg", "1,5 Liter", "20 %", "3 boxes". The value is <c>{ "amount": 25, "unit": "kg" }</c>.</summary>
internal sealed class QuantityExtractor : TokenExtractor
{
    protected override Piece? Read(MessageReading reading, int at)
    {
        var isNegative = Signs.IsMinus(reading, at);
        if (AmountReader.Read(reading, isNegative ? at + 1 : at, isArticleOne: false) is not { } amount)
        {
            return null;
        }

        // "a 15-inch screen"
        var unitAt = reading[amount.Next].IsMark('-') && reading.IsGluedWord(amount.Next + 1) ? amount.Next + 1 : amount.Next;
        if (!reading.Locale.Quantities.TryRead(reading, unitAt, out var next, out var unit) || reading.IsGluedWord(next))
        {
            return null;
        }

        return new Piece(at, next, AmountJson.Of(isNegative ? -amount.Value : amount.Value, "unit", unit));
    }
}
