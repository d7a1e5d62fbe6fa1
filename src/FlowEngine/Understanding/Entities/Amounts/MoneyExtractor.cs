using FlowEngine.Understanding.Entities.Numbers;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Amounts;

/// <summary>Money: "€49.90", "1.299,00 Euro", "CHF 20.-", "50 cents". The value is <c>{ "amount": 49.9, "currency": "EUR" }</c>.</summary>
internal sealed class MoneyExtractor : TokenExtractor
{
    protected override Piece? Read(MessageReading reading, int at)
    {
        var isNegative = Signs.IsMinus(reading, at) || (reading[at].IsMark('-') && reading[at + 1].Kind == TokenKind.Mark && reading[at + 1].IsGlued);
        var first = isNegative ? at + 1 : at;
        return (ReadBehindSymbol(reading, first) ?? ReadBeforeSymbol(reading, first)) is { } money
            ? new Piece(at, money.Next, AmountJson.Of(isNegative ? -money.Value.Amount : money.Value.Amount, "currency", money.Value.Currency))
            : null;
    }

    private static Part<(decimal Amount, string Currency)>? ReadBehindSymbol(MessageReading reading, int at)
    {
        if (reading[at].IsGlued && reading[at].IsWord || !TryReadCurrency(reading, at, out var next, out var currency))
        {
            return null;
        }

        return reading[next].IsDigits && Numerals.Read(reading, next) is { } amount
            ? new(SkipEmptyCents(reading, amount.Next), (amount.Value, currency))
            : null;
    }

    private static Part<(decimal Amount, string Currency)>? ReadBeforeSymbol(MessageReading reading, int at)
    {
        if (AmountReader.Read(reading, at, isArticleOne: false) is not { } amount)
        {
            return null;
        }

        var symbol = SkipEmptyCents(reading, amount.Next);
        if (TryReadCurrency(reading, symbol, out var next, out var currency) && !reading.IsGluedWord(next))
        {
            return new(next, (amount.Value, currency));
        }

        return reading.Locale.Cents.TryRead(reading, amount.Next, out next, out currency) ? new(next, (amount.Value / 100, currency)) : null;
    }

    /// <summary>"$" is the dollar of the visitor's country, and "pounds" are money in Britain.</summary>
    private static bool TryReadCurrency(MessageReading reading, int at, out int next, out string currency)
    {
        var region = Languages.RegionOf(reading.Context.Language);
        if (region is not null && reading.Locale.Regional.TryGetValue(region.TwoLetterISORegionName, out var own) && own.TryRead(reading, at, out next, out currency))
        {
            return true;
        }

        if (!reading.Locale.Currencies.TryRead(reading, at, out next, out currency))
        {
            return false;
        }

        if (next == at + 1 && reading[at].IsMark('$') && region is { CurrencySymbol: "$" })
        {
            currency = region.ISOCurrencySymbol;
        }

        return true;
    }

    /// <summary>"20,-" and "20.–".</summary>
    private static int SkipEmptyCents(MessageReading reading, int at) =>
        reading[at] is { IsGlued: true, Text: "." or "," } && reading[at + 1] is { IsGlued: true, Text: "-" or "–" or "—" } ? at + 2 : at;
}
