using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Dates in digits: 2026-12-24, 24.12.2026, 24.12., 12/24/2026, 12/24, 24-12-2026.</summary>
internal static class NumericDates
{
    public static Part<DateOnly>? Read(MessageReading reading, int at)
    {
        var (first, mark, second) = (reading[at], reading[at + 1], reading[at + 2]);
        if (
            first is not { IsDigits: true, Length: <= 4 }
            || mark is not { IsGlued: true, Kind: TokenKind.Mark, Text: "." or "/" or "-" }
            || second is not { IsDigits: true, IsGlued: true, Length: <= 2 }
            || IsPart(reading, at)
        )
        {
            return null;
        }

        var isFull = reading[at + 3] is { IsGlued: true } other && other.Text == mark.Text && reading[at + 4] is { IsDigits: true, IsGlued: true };
        if (isFull)
        {
            return IsEnd(reading, at + 5) && Full(reading, at, mark.Text[0]) is { } full ? new(at + 5, full) : null;
        }

        return Short(reading, at, mark.Text[0]);
    }

    private static bool IsPart(MessageReading reading, int at) =>
        reading[at].IsGlued && (reading[at - 1].Kind != TokenKind.Mark || reading[at - 1].Text is "." or "/" or "-");

    /// <summary>Tells whether nothing is glued to the end that makes it something else, such as an address.</summary>
    private static bool IsEnd(MessageReading reading, int next) =>
        !reading[next].IsGlued
        || (reading[next].Kind == TokenKind.Mark && !(reading[next].Text is "." or "/" or "-" && reading.IsGluedWord(next + 1)))
        || (reading[next].Text == "t" && reading[next + 1] is { IsDigits: true, IsGlued: true });

    private static DateOnly? Full(MessageReading reading, int at, char mark)
    {
        var (a, b, c) = (reading[at], reading[at + 2], reading[at + 4]);
        if (a.Length == 4)
        {
            return mark == '-' && b.Length == 2 && c.Length == 2 ? Calendar.Make(a.Number, b.Number, c.Number) : null;
        }

        if (a.Length > 2 || !(c.Length == 4 || (c.Length == 2 && mark != '-')))
        {
            return null;
        }

        return Ordered(reading, mark, c.Length == 2 ? 2000 + c.Number : c.Number, a.Number, b.Number);
    }

    /// <summary>Points always mean day first; a slash follows the language, unless only one reading exists.</summary>
    private static DateOnly? Ordered(MessageReading reading, char mark, int year, int first, int second)
    {
        var isMonthFirst = mark != '.' && Languages.PutsMonthFirst(reading.Context.Language);
        var (day, month) = isMonthFirst ? (second, first) : (first, second);
        return Calendar.Make(year, month, day) ?? (mark == '.' ? null : Calendar.Make(year, day, month));
    }

    /// <summary>Without a year: "24.12." always, "12/24" where it can be nothing else or a word before it says so.</summary>
    private static Part<DateOnly>? Short(MessageReading reading, int at, char mark)
    {
        var (first, second) = (reading[at].Number, reading[at + 2].Number);
        var isClosed = mark == '.' && reading[at + 3] is { IsGlued: true, Text: "." } && !reading.IsGluedWord(at + 4);
        var isSlash =
            mark == '/'
            && IsEnd(reading, at + 3)
            && (reading.Locale.Dates.Before.StandsBefore(reading, at) || Math.Max(first, second) > 12);
        if (!isClosed && !isSlash)
        {
            return null;
        }

        // Any leap year will do to tell which is the month.
        return Ordered(reading, mark, 2000, first, second) is { } day && Calendar.Yearless(day.Month, day.Day, reading.Today, reading.IsPast(at)) is { } date
            ? new(isClosed ? at + 4 : at + 3, date)
            : null;
    }
}
