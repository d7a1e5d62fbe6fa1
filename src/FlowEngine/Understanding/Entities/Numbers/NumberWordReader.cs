using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Numbers;

/// <summary>Numbers in words, of several words or, where the language does so, in one.</summary>
internal static class NumberWordReader
{
    private const int ShortestCompound = 6;

    /// <summary>Reads as many words as make one number: "five six" is two.</summary>
    public static Part<decimal>? Read(MessageReading reading, int at, int most)
    {
        var sum = default(NumberSum);
        var next = at;
        while (next - at < most)
        {
            var word = SkipJoiner(reading, next, sum, out var isJoined);
            if (!TryAdd(reading, word, isJoined, ref sum, out var behind))
            {
                break;
            }

            next = behind;
        }

        return next > at ? new Part<decimal>(next, sum.Total) : null;
    }

    /// <summary>"and" in "two hundred and five", the hyphen in "twenty-five".</summary>
    private static int SkipJoiner(MessageReading reading, int at, NumberSum sum, out bool isJoined)
    {
        isJoined = false;
        if (sum.IsEmpty)
        {
            return at;
        }

        if (reading[at].IsMark('-') && reading[at].IsGlued && reading[at + 1].IsGlued)
        {
            return at + 1;
        }

        // "two and three" are two numbers.
        isJoined = sum.EndsInHundreds && reading.Locale.NumberJoiners.TryRead(reading, at, out var next, out _);
        return isJoined ? at + 1 : at;
    }

    private static bool TryAdd(MessageReading reading, int at, bool isJoined, ref NumberSum sum, out int next)
    {
        var locale = reading.Locale;
        if (!reading[at].IsWord)
        {
            next = at;
            return false;
        }

        if (locale.Numbers.TryRead(reading, at, out next, out var number))
        {
            return sum.TryAdd(number, isJoined: false);
        }

        if (locale.Multipliers.TryRead(reading, at, out next, out var factor) && !isJoined)
        {
            // One letter is a multiplier behind digits only.
            return reading[at].Length > 1 && !(sum.IsEmpty && reading[at].Length < 4) && sum.TryMultiply(factor);
        }

        next = at + 1;
        if (Compound(locale, reading[at].Text) is not { } compound)
        {
            return false;
        }

        return sum.TryAdd(compound, isJoined: false);
    }

    /// <summary>"zweihundertfünfunddreißig": known parts from beginning to end.</summary>
    private static decimal? Compound(Locales.Locale locale, string word)
    {
        if (!locale.File.Numbers.IsCompound || word.Length is < ShortestCompound or > 80)
        {
            return null;
        }

        var sum = default(NumberSum);
        var (at, isJoined) = (0, false);
        while (at < word.Length)
        {
            var part = PartAt(locale, word, at);
            if (part is null)
            {
                return null;
            }

            at += part.Value.Word.Length;
            if (part.Value.Value == 0)
            {
                isJoined = true;
                continue;
            }

            if (!(part.Value.Value >= 100 ? sum.TryMultiply(part.Value.Value) : sum.TryAdd(part.Value.Value, isJoined)))
            {
                return null;
            }

            isJoined = false;
        }

        return isJoined || sum.IsEmpty ? null : sum.Total;
    }

    private static (string Word, decimal Value)? PartAt(Locales.Locale locale, string word, int at)
    {
        foreach (var part in locale.NumberParts)
        {
            if (string.CompareOrdinal(word, at, part.Word, 0, part.Word.Length) == 0)
            {
                return part;
            }
        }

        return null;
    }
}
