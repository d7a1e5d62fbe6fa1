using System.Text;
using System.Text.RegularExpressions;
using FlowEngine.Definition;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Entities;
using FlowEngine.Understanding.Entities.Lists;
using FlowEngine.Understanding.Entities.Reading;
using TestKit;
using TestKit.Engine;

namespace FlowEngine.Tests.Understanding.Entities;

public sealed class HostileTextTests
{
    private static readonly EntitySet Set = EntitySet.Read(Repository.Root);
    private static readonly BotUnderstanding Everything = new(Set.Bot);

    // Half a character is given as its escape: runners cannot tell two of them apart by name.
    public static TheoryData<string> Parts =>
        [
            "a", "1.", "1,", "1 ", "1/", "1-", "12:", @"\ud800", @"\udc00", "\0\u0007", "\u202e1", "😀", "👩‍👩‍👧‍👦", "e\u0301\u0302\u0303", "ﷺ", "٤", "日本", "@", "a@", "(at)", "http://", "www.", "a.", "€5", "+49 30 1234567 ",
            "one hundred and ", "in 3 days ", "half an hour and ", "from 1 to ", "monday to ", "24.12. - ", "last 3 ", "ein", "zweihundert", "coffe machine ", "next next ", "from Berlin to ", "'", "\"", "$ ", "-", "\r\n",
        ];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_megabyte_of_anything_holds_a_bounded_number_of_values(string part)
    {
        part = part.StartsWith(@"\u", StringComparison.Ordinal) ? Regex.Unescape(part) : part;
        var text = new StringBuilder().Insert(0, part, 1_000_000 / part.Length).ToString();
        foreach (var language in new[] { "en", "de", "", "xx-??" })
        {
            var found = Everything.Understand(text, EntitySet.ContextOf(new EntityUtterance(language, "", []))).Entities;

            Assert.All(found.GroupBy(m => m.Entity), entity => Assert.InRange(entity.Count(), 1, EntityExtractor.MaximumValues));
            Assert.All(found, m => Assert.Equal(m.Text, text.Substring(m.Start, m.Length)));
        }
    }

    [Fact]
    public void Direction_marks_and_controls_do_not_hide_values_nor_make_others()
    {
        var found = Everything.Understand("\u202epay\u202c \u2066FS-10432\u2069 to\u00admorrow\u0000, 20\u200b €", EntitySet.ContextOf(new EntityUtterance("en", "", []))).Entities;

        Assert.Equal(["orderNumber", "date", "money"], found.Select(m => m.Entity));
    }

    [Fact]
    public void Any_cut_of_a_message_is_read_without_an_error()
    {
        foreach (var utterance in Set.Utterances)
        {
            for (var i = 0; i <= utterance.Text.Length; i += 11)
            {
                var cut = utterance.Text[i..] + utterance.Text[..i];

                Assert.All(Everything.Understand(cut, EntitySet.ContextOf(utterance)).Entities, m => Assert.Equal(m.Text, cut.Substring(m.Start, m.Length)));
            }
        }
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("(a|a)*b")]
    [InlineData(@"\b[0-9]{4,6}\b")]
    public void Every_pattern_is_matched_in_linear_time(string pattern)
    {
        Assert.True(PatternExtractor.Compile(pattern)!.Options.HasFlag(RegexOptions.NonBacktracking));
    }

    [Theory]
    [InlineData("(a+)+(?=b)")]
    [InlineData(@"(a)\1")]
    [InlineData("(?>a+)b")]
    [InlineData("((a{1,999}){1,999}){1,999}")]
    public void A_pattern_that_could_take_forever_matches_nothing(string pattern)
    {
        var understanding = new BotUnderstanding(Bots.With(new() { ["bomb"] = new("pattern", pattern) }));

        Assert.Null(PatternExtractor.Compile(pattern));
        Assert.Empty(understanding.Extract("bomb", "aa aab", EntitySet.ContextOf(Set.Utterances[0])));
    }

    [Fact]
    public void Clock_and_calendar_may_be_at_their_ends()
    {
        foreach (var now in new[] { DateTimeOffset.MinValue.AddDays(400), DateTimeOffset.MaxValue.AddDays(-400) })
        {
            foreach (var utterance in Set.Utterances)
            {
                var context = EntitySet.ContextOf(utterance) with { Now = now };

                Assert.NotNull(Everything.Understand(utterance.Text, context));
            }
        }
    }

    [Fact]
    public void What_was_read_at_a_token_is_read_once()
    {
        var memo = new Memo<int>(1);
        var reading = new MessageReading("x", EntitySet.ContextOf(Set.Utterances[0]));
        var reads = 0;
        Part<int>? Read(MessageReading message, int at)
        {
            reads++;
            return null;
        }

        memo.At(reading, 0, Read);
        memo.At(reading, 0, Read);
        memo.At(reading, 1, Read);

        Assert.Equal(1, reads);
    }
}
