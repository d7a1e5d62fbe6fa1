using System.Text;
using FlowEngine.Understanding.Entities.Dates;
using FlowEngine.Understanding.Entities.Reading;
using PhoneNumbers;

namespace FlowEngine.Understanding.Entities.Addresses;

/// <summary>
/// Phone numbers that exist in their country; the value is E.164, <c>+493023125123</c>. Without a country code they belong to
/// the country of the language tag, else to that of the language. Rules of countries: libphonenumber.
/// </summary>
internal sealed class PhoneExtractor : TokenExtractor
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;
    private const int MostTokens = 16;
    private const int MostTries = 3;
    private const ulong LeastWithoutOwner = 100_000_000;

    protected override Piece? Read(MessageReading reading, int at)
    {
        if (!IsStart(reading, at))
        {
            return null;
        }

        var ends = Ends(reading, at);
        foreach (var next in ends.TakeLast(MostTries).Reverse())
        {
            if (Normalise(reading, at, next) is { } number)
            {
                return new Piece(at, next, JsonValues.Of(number));
            }
        }

        return null;
    }

    private static bool IsStart(MessageReading reading, int at)
    {
        var first = reading[at];
        if (first.IsGlued && (reading[at - 1].Kind != TokenKind.Mark || reading[at - 1].Text is "." or "-" or "/" or "_" or "#" or "," or "="))
        {
            return false;
        }

        // Digits behind digits are the rest of something.
        return first.IsDigits ? !reading[at - 1].IsDigits && NumericDates.Read(reading, at) is null : (first.Text is "+" or "(") && (reading[at + 1].IsDigits || reading[at + 1].IsMark('+'));
    }

    /// <summary>Where the number may end, nearest first.</summary>
    private static List<int> Ends(MessageReading reading, int at)
    {
        var ends = new List<int>();
        var digits = 0;
        for (var i = at; i - at < MostTokens && digits <= MostDigits; i++)
        {
            var token = reading[i];
            if (token.IsDigits)
            {
                digits += token.Length;
                if (digits is >= FewestDigits and <= MostDigits && !reading.IsGluedWord(i + 1))
                {
                    ends.Add(i + 1);
                }
            }
            else if (token.Kind != TokenKind.Mark || token.Text is not ("-" or "/" or "(" or ")" or "." or "+" or "–") || (token.IsMark('+') && i > at + 1))
            {
                break;
            }
        }

        return ends;
    }

    private static string? Normalise(MessageReading reading, int at, int next)
    {
        var text = new StringBuilder();
        for (var i = at; i < next; i++)
        {
            text.Append(reading[i].IsDigits ? $"{reading[i].Text} " : reading[i].IsMark('+') ? "+" : "");
        }

        var number = text.ToString().TrimEnd();
        var digits = number.AsSpan();
        var isMarked = digits[0] is '+' or '0' || reading[at].IsMark('(');
        // Long digits are order numbers more often than phone numbers, unless they are parted as these are.
        if (!isMarked && !(digits.Contains(' ') && next - at >= 5))
        {
            return null;
        }

        var region = Languages.RegionOf(reading.Context.Language)?.TwoLetterISORegionName ?? reading.Locale.File.Region;
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var parsed = util.Parse(number, region);
            // Numbers for films and manuals are of the right length and belong to nobody.
            var isPhone = util.IsValidNumber(parsed) || (isMarked && digits.Contains(' ') && parsed.NationalNumber > LeastWithoutOwner && util.IsPossibleNumber(parsed));
            return isPhone ? util.Format(parsed, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
