using System.Globalization;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Numbers;

/// <summary>Numbers in digits and words: "1.234,5", "1.5k", "two hundred and five", "fünfunddreißig", "a dozen".</summary>
internal static class Numerals
{
    // Longer runs are no numbers that anybody writes, and reading them again at each token would cost.
    private const int MaximumTokens = 16;
    private const int MaximumDigits = 18;

    /// <summary>Reads a number without a sign.</summary>
    public static Part<decimal>? Read(MessageReading reading, int at) => reading.Numbers.At(reading, at, static (r, i) => ReadNew(r, i));

    private static Part<decimal>? ReadNew(MessageReading reading, int at)
    {
        if (reading[at].IsDigits)
        {
            return ReadDigits(reading, at);
        }

        if (!reading[at].IsWord)
        {
            return null;
        }

        // "half a dozen"
        if (reading.Locale.Fractions.TryRead(reading, at, out var counted, out var fraction) && IsMultiplier(reading, counted))
        {
            reading.Locale.Multipliers.TryRead(reading, counted, out var behind, out var factor);
            return new Part<decimal>(behind, fraction * factor);
        }

        var first = reading.Locale.Articles.TryRead(reading, at, out var noun, out _) && IsMultiplier(reading, noun) ? noun : at;
        return NumberWordReader.Read(reading, first, MaximumTokens) is { } words ? Half(reading, words) : null;
    }

    private static bool IsMultiplier(MessageReading reading, int at) =>
        reading.Locale.Multipliers.TryRead(reading, at, out _, out _) && reading[at].Length > 2;

    private static Part<decimal>? ReadDigits(MessageReading reading, int at)
    {
        var next = at + 1;
        while (next - at < MaximumTokens && IsSeparator(reading, next))
        {
            next += 2;
        }

        if (IsSeparator(reading, next) || Value(reading, at, next) is not { } value)
        {
            return null;
        }

        // "k" is a thousand only right behind the digits.
        if (reading.Locale.Multipliers.TryRead(reading, next, out var behind, out var factor) && (reading[next].IsGlued || reading[next].Length > 1))
        {
            (next, value) = (behind, value * factor);
        }

        return Half(reading, new Part<decimal>(next, value));
    }

    private static bool IsSeparator(MessageReading reading, int at) =>
        reading[at] is { IsGlued: true, Kind: TokenKind.Mark, Text: "." or "," or "'" or "’" } && reading[at + 1] is { IsDigits: true, IsGlued: true };

    /// <summary>Digits and separators; a lone separator that cannot group thousands is the decimal one. Null for dates, versions, addresses.</summary>
    private static decimal? Value(MessageReading reading, int at, int next)
    {
        var groups = (next - at - 1) / 2;
        var digits = 0;
        for (var i = at; i < next; i += 2)
        {
            digits += reading[i].Length;
        }

        if (digits > MaximumDigits)
        {
            return null;
        }

        var last = groups > 0 ? reading[next - 2].Text[0] : '\0';
        var decimals = groups switch
        {
            0 => 0,
            1 => IsGroup(reading, at, next, last) ? 0 : reading[next - 1].Length,
            _ => AreAll(reading, at, next, last) ? 0 : reading[next - 1].Length,
        };
        var grouping = decimals > 0 ? next - 2 : next;
        if (groups > 1 || decimals == 0)
        {
            for (var i = at + 1; i < grouping; i += 2)
            {
                if (reading[i].Text != reading[at + 1].Text || reading[i + 1].Length != 3 || reading[at].Length > 3)
                {
                    return null;
                }
            }
        }

        var plain = string.Concat(Enumerable.Range(0, groups + 1).Select(i => reading[at + (2 * i)].Text));
        var value = decimal.Parse(plain, CultureInfo.InvariantCulture);
        for (var i = 0; i < decimals; i++)
        {
            value /= 10;
        }

        return value;
    }

    /// <summary>"1.234" groups in German, "1,234" in English.</summary>
    private static bool IsGroup(MessageReading reading, int at, int next, char mark) =>
        reading[next - 1].Length == 3
        && reading[at].Length <= 3
        && reading[at].Text != "0"
        && mark != (Languages.UsesDecimalComma(reading.Context.Language) ? ',' : '.');

    private static bool AreAll(MessageReading reading, int at, int next, char mark)
    {
        for (var i = at + 1; i < next; i += 2)
        {
            if (reading[i].Text[0] != mark)
            {
                return false;
            }
        }

        return true;
    }

    private static Part<decimal> Half(MessageReading reading, Part<decimal> number) =>
        reading.Locale.HalfMore.TryRead(reading, number.Next, out var next, out _) ? new Part<decimal>(next, number.Value + 0.5m) : number;
}
