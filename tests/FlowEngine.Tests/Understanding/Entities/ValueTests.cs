using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Understanding;

namespace FlowEngine.Tests.Understanding.Entities;

/// <summary>Ways to say a value that the measured set has not. It is Monday, 23 November 2026, 10:00 in Berlin.</summary>
public sealed class ValueTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly BotUnderstanding Nothing = new(Bots.With([]));

    [Theory]
    [InlineData("en", "one thousand two hundred and thirty-four", "1234")]
    [InlineData("en", "two and three", "2,3")]
    [InlineData("en", "5 million", "5000000")]
    [InlineData("en", "half a dozen", "6")]
    [InlineData("en", "just one", "1")]
    [InlineData("en", "the red one", "")]
    [InlineData("en", "one", "1")]
    [InlineData("en", "3x the mug", "3")]
    [InlineData("en", "12,34,56", "")]
    [InlineData("en", "1,234.56.7", "")]
    [InlineData("en", "version 1.2.3", "")]
    [InlineData("en", "４２", "42")]
    [InlineData("en", "٤٢", "42")]
    [InlineData("en", "4\u200b2", "42")]
    [InlineData("de", "zweihundertfünfunddreißig", "235")]
    [InlineData("de", "zweihundertfuenfunddreissig", "235")]
    [InlineData("de", "eintausendzweihundert", "1200")]
    [InlineData("de", "einundzwanzig", "21")]
    [InlineData("de", "3 Mio.", "3000000")]
    [InlineData("de", "ein Hund", "")]
    [InlineData("de", "zweifellos", "")]
    [InlineData("de-CH", "1'234.50", "1234.5")]
    [InlineData("fr", "twelve", "12")]
    public void Numbers(string language, string text, string expected) => AssertValues("number", language, text, expected);

    [Theory]
    [InlineData("en", "-5 °C", """{"amount":-5,"unit":"°C"}""")]
    [InlineData("en", "half a kilo", """{"amount":0.5,"unit":"kg"}""")]
    [InlineData("en", "two and a half litres", """{"amount":2.5,"unit":"l"}""")]
    [InlineData("en", "a 15-inch screen", """{"amount":15,"unit":"in"}""")]
    [InlineData("en", "5 killers", "")]
    [InlineData("en", "A5 kg", "")]
    [InlineData("de", "anderthalb Liter", """{"amount":1.5,"unit":"l"}""")]
    [InlineData("de", "zwei Paar", """{"amount":2,"unit":"pair"}""")]
    [InlineData("de", "50m² und 16GB", """{"amount":50,"unit":"m2"},{"amount":16,"unit":"GB"}""")]
    public void Quantities(string language, string text, string expected) => AssertValues("quantity", language, text, expected);

    [Theory]
    [InlineData("en", "$5", """{"amount":5,"currency":"USD"}""")]
    [InlineData("en-CA", "$5", """{"amount":5,"currency":"CAD"}""")]
    [InlineData("en-GB", "£1,200.50", """{"amount":1200.5,"currency":"GBP"}""")]
    [InlineData("en", "-$20", """{"amount":-20,"currency":"USD"}""")]
    [InlineData("en", "US$ 3.5k", """{"amount":3500,"currency":"USD"}""")]
    [InlineData("en-GB", "20 pounds", """{"amount":20,"currency":"GBP"}""")]
    [InlineData("en", "20 pounds", "")]
    [InlineData("en", "20 pens", "")]
    [InlineData("de", "20,- €", """{"amount":20,"currency":"EUR"}""")]
    [InlineData("de", "3,5 Mio. Euro", """{"amount":3500000,"currency":"EUR"}""")]
    [InlineData("de", "99 Cent", """{"amount":0.99,"currency":"EUR"}""")]
    public void Money(string language, string text, string expected) => AssertValues("money", language, text, expected);

    [Theory]
    [InlineData("en", "Feb 29", "\"2028-02-29\"")]
    [InlineData("en", "June 4", "\"2027-06-04\"")]
    [InlineData("en", "November 3", "\"2026-11-03\"")]
    [InlineData("en", "it came June 4", "\"2026-06-04\"")]
    [InlineData("en", "the 3rd of May 2027", "\"2027-05-03\"")]
    [InlineData("en", "Sat, 28 November", "\"2026-11-28\"")]
    [InlineData("en", "in a fortnight", "")]
    [InlineData("en", "end of next month", "\"2026-12-31\"")]
    [InlineData("en", "Friday next week", "\"2026-12-04\"")]
    [InlineData("en", "it may work", "")]
    [InlineData("en", "I sat here", "")]
    [InlineData("en", "we'd like that", "")]
    [InlineData("en", "24/7", "")]
    [InlineData("en", "1/2 price", "")]
    [InlineData("en", "by 1/2", "\"2027-01-02\"")]
    [InlineData("en", "Feb 30", "")]
    [InlineData("en", "in 99999 years", "")]
    [InlineData("en", "we spoke on Friday, was it you?", "\"2026-11-20\"")]
    [InlineData("en", "will you come on Friday?", "\"2026-11-27\"")]
    [InlineData("de", "am dritten Dezember", "\"2026-12-03\"")]
    [InlineData("de", "am 5.", "\"2026-12-05\"")]
    [InlineData("de", "Guten Morgen", "")]
    [InlineData("de", "Freitag Morgen", "\"2026-11-27\"")]
    [InlineData("de", "Anfang nächster Woche", "\"2026-11-30\"")]
    [InlineData("de", "in einem Monat", "\"2026-12-23\"")]
    [InlineData("de", "Heiligabend", "\"2026-12-24\"")]
    [InlineData("de", "naechsten Dienstag", "\"2026-11-24\"")]
    [InlineData("de", "so geht das nicht", "")]
    [InlineData("de", "mo\u0308chte u\u0308bermorgen", "\"2026-11-25\"")]
    public void Dates(string language, string text, string expected) => AssertValues("date", language, text, expected);

    [Theory]
    [InlineData("en", "3:30", "\"15:30\"")]
    [InlineData("en", "03:30", "\"03:30\"")]
    [InlineData("en", "12 am", "\"00:00\"")]
    [InlineData("en", "12pm", "\"12:00\"")]
    [InlineData("en", "ten to five", "\"16:50\"")]
    [InlineData("en", "8 in the evening", "\"20:00\"")]
    [InlineData("en", "3 o'clock", "\"15:00\"")]
    [InlineData("en", "at 5 shops", "")]
    [InlineData("en", "25:00", "")]
    [InlineData("en", "10:75", "")]
    [InlineData("de", "halb eins", "\"12:30\"")]
    [InlineData("de", "14 Uhr 30", "\"14:30\"")]
    [InlineData("de", "14.30 Uhr", "\"14:30\"")]
    [InlineData("de", "fünf vor zwölf", "\"11:55\"")]
    [InlineData("de", "8 Uhr abends", "\"20:00\"")]
    public void Times(string language, string text, string expected) => AssertValues("time", language, text, expected);

    [Theory]
    [InlineData("en", "tonight at 8", "\"2026-11-23T20:00:00+01:00\"")]
    [InlineData("en", "2026-07-01T09:15", "\"2026-07-01T09:15:00+02:00\"")]
    [InlineData("en", "28 March 2027 at 2:30 am", "\"2027-03-28T03:30:00+02:00\"")]
    [InlineData("en", "20 minutes ago", "\"2026-11-23T09:40:00+01:00\"")]
    [InlineData("en", "tomorrow 9am-11am", "")]
    [InlineData("en", "01.01.0001 at 0:00", "")]
    [InlineData("de", "um 15 Uhr am Freitag", "\"2026-11-27T15:00:00+01:00\"")]
    [InlineData("de", "morgen Abend um 8", "\"2026-11-24T20:00:00+01:00\"")]
    [InlineData("de", "vor einer halben Stunde", "\"2026-11-23T09:30:00+01:00\"")]
    public void Dates_with_a_time_are_those_of_the_visitors_zone(string language, string text, string expected) => AssertValues("dateTime", language, text, expected);

    [Theory]
    [InlineData("en", "Monday to Wednesday", """{"from":"2026-11-30","to":"2026-12-02"}""")]
    [InlineData("en", "December 28 to January 3", """{"from":"2026-12-28","to":"2027-01-03"}""")]
    [InlineData("en", "from March 7th to the 9th", """{"from":"2027-03-07","to":"2027-03-09"}""")]
    [InlineData("en", "from the 4th to the 11th", """{"from":"2026-12-04","to":"2026-12-11"}""")]
    [InlineData("en", "from the 28th to the 3rd", """{"from":"2026-11-28","to":"2026-12-03"}""")]
    [InlineData("en", "Dec 24 - 3 boxes", "")]
    [InlineData("de", "vom 4. bis zum 11.", """{"from":"2026-12-04","to":"2026-12-11"}""")]
    [InlineData("en", "next 3 days", """{"from":"2026-11-24","to":"2026-11-26"}""")]
    [InlineData("en", "this quarter", """{"from":"2026-10-01","to":"2026-12-31"}""")]
    [InlineData("en", "3 December", "")]
    [InlineData("en", "from 9 to 5", "")]
    [InlineData("de", "24.-27. Dezember", """{"from":"2026-12-24","to":"2026-12-27"}""")]
    [InlineData("de", "am Wochenende", """{"from":"2026-11-28","to":"2026-11-29"}""")]
    [InlineData("de", "Dezember 2027", """{"from":"2027-12-01","to":"2027-12-31"}""")]
    public void Stretches_of_days(string language, string text, string expected) => AssertValues("dateRange", language, text, expected);

    [Theory]
    [InlineData("en", "11 to 1pm", """{"from":"11:00","to":"13:00"}""")]
    [InlineData("en", "between 9 and 11:30 am", """{"from":"09:00","to":"11:30"}""")]
    [InlineData("en", "between 3 and 5 days", "")]
    [InlineData("en", "in the afternoon", """{"from":"12:00","to":"18:00"}""")]
    [InlineData("de", "8:30-12:00", """{"from":"08:30","to":"12:00"}""")]
    [InlineData("de", "vormittags", """{"from":"06:00","to":"12:00"}""")]
    public void Stretches_of_a_day(string language, string text, string expected) => AssertValues("timeRange", language, text, expected);

    [Theory]
    [InlineData("en", "2h 30m", "\"PT2H30M\"")]
    [InlineData("en", "1.5 hours", "\"PT1H30M\"")]
    [InlineData("en", "two and a half days", "\"P2DT12H\"")]
    [InlineData("en", "an hour", "\"PT1H\"")]
    [InlineData("en", "5 business days", "\"P5D\"")]
    [InlineData("en", "a year and 6 months", "\"P1Y6M\"")]
    [InlineData("en", "5m", "")]
    [InlineData("en", "twice a day", "")]
    [InlineData("en", "$50 a month", "")]
    [InlineData("en", "it takes a month", "\"P1M\"")]
    [InlineData("de", "eineinhalb Jahre", "\"P1Y6M\"")]
    [InlineData("de", "zwei Wochen und 3 Tage", "\"P17D\"")]
    public void Durations(string language, string text, string expected) => AssertValues("duration", language, text, expected);

    [Theory]
    [InlineData("en", "+1 (202) 555-0143", "\"+12025550143\"")]
    [InlineData("en-GB", "07700 900123", "\"+447700900123\"")]
    [InlineData("de-AT", "0664 1234567", "\"+436641234567\"")]
    [InlineData("de", "0049 30 23125 123", "\"+493023125123\"")]
    [InlineData("de", "+49 (0)30 23125-123", "\"+493023125123\"")]
    [InlineData("en", "order 20265550143", "")]
    [InlineData("de", "02.11.2026", "")]
    [InlineData("en", "4242 4242 4242 4242", "")]
    [InlineData("en", "110", "")]
    public void Phone_numbers(string language, string text, string expected) => AssertValues("phone", language, text, expected);

    [Theory]
    [InlineData("(see https://example.com/a_(b)?q=1).", "\"https://example.com/a_(b)?q=1\"")]
    [InlineData("WWW.EXAMPLE.COM", "\"https://www.example.com/\"")]
    [InlineData("example.de/x, please", "\"https://example.de/x\"")]
    [InlineData("ok.so what", "")]
    [InlineData("ada@example.com", "")]
    [InlineData("https://user:pass@example.com", "")]
    [InlineData("https://exa\u202emple.com", "")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("file.pdf", "")]
    public void Web_addresses(string text, string expected) => AssertValues("url", "en", text, expected);

    [Theory]
    [InlineData("ada [at] example.com", "\"ada@example.com\"")]
    [InlineData("a..b@example.com", "")]
    [InlineData("...ada@example.com...", "\"ada@example.com\"")]
    [InlineData("ada@-example.com", "")]
    [InlineData("a@b@c.de", "\"b@c.de\"")]
    public void E_mail_addresses(string text, string expected) => AssertValues("email", "en", text, expected);

    private static void AssertValues(string kind, string language, string text, string expected)
    {
        var found = Nothing.Extract(kind, text, new UnderstandingContext(language, Now, Berlin));

        Assert.Equal(expected, string.Join(',', found.Select(m => ScriptJson.Write(m.Value))));
        Assert.All(found, m => Assert.Equal(m.Text, text.Substring(m.Start, m.Length)));
    }
}
