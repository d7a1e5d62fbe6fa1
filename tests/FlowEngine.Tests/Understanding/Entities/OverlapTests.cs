using FlowEngine.Definition;
using FlowEngine.Understanding;

namespace FlowEngine.Tests.Understanding.Entities;

public sealed class OverlapTests
{
    private static readonly UnderstandingContext Context = new("en", new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

    [Theory]
    [InlineData("order 1003", "orderNumber")]
    [InlineData("on 3 December", "day")]
    [InlineData("1003 dollars", "price")]
    [InlineData("3 of 1003", "amount,orderNumber")]
    public void A_stretch_is_what_says_most_about_it(string text, string expected)
    {
        var understanding = new BotUnderstanding(
            Bots.With(
                new()
                {
                    ["amount"] = new("number"),
                    ["day"] = new("date"),
                    ["price"] = new("money"),
                    ["orderNumber"] = new("pattern", "[0-9]{4}"),
                }
            )
        );

        Assert.Equal(expected, string.Join(',', understanding.Understand(text, Context).Entities.Select(e => e.Entity)));
    }

    [Fact]
    public void Entities_of_one_kind_share_their_values()
    {
        var understanding = new BotUnderstanding(Bots.With(new() { ["guests"] = new("number"), ["nights"] = new("number") }));

        Assert.Equal(["guests", "nights"], understanding.Understand("4", Context).Entities.Select(e => e.Entity));
    }
}
