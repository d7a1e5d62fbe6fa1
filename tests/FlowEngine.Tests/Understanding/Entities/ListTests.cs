using FlowEngine.Understanding;

namespace FlowEngine.Tests.Understanding.Entities;

public sealed class ListTests
{
    private static readonly BotUnderstanding Understanding = new(
        Bots.With(
            new()
            {
                ["thing"] = Bots.List("coffee machine:Kaffeemaschine", "headphones", "mug", "shirt:T-shirt", "rucksack", "red", "notebook A5", "kettle", "battle", "bottle", "O'Neill jacket"),
            }
        )
    );

    [Theory]
    [InlineData("en", "my coffe machine", "coffee machine")]
    [InlineData("en", "coffeemachine", "coffee machine")]
    [InlineData("en", "a ruck sack", "rucksack")]
    [InlineData("en", "headfones", "headphones")]
    [InlineData("en", "haedphones", "headphones")]
    [InlineData("en", "two mugs", "mug")]
    [InlineData("de", "ich rede", "")]
    [InlineData("de", "reds", "red")]
    [InlineData("de", "Kaffemaschinen", "coffee machine")]
    [InlineData("en", "mag", "")]
    [InlineData("en", "rad", "")]
    [InlineData("en", "my shift", "")]
    [InlineData("en", "a bettle", "")]
    [InlineData("en", "notebook a50", "")]
    [InlineData("en", "notebook a5", "notebook A5")]
    [InlineData("en", "t shirt", "shirt")]
    [InlineData("en", "oneill jacket", "O'Neill jacket")]
    [InlineData("en", "kettle, kettle", "kettle,kettle")]
    [InlineData("en", "mug coffee machine", "mug,coffee machine")]
    public void Names_are_found_with_mistakes_unless_they_are_short_or_another_word(string language, string text, string expected)
    {
        var found = Understanding.Extract("thing", text, new UnderstandingContext(language, default, TimeZoneInfo.Utc));

        Assert.Equal(expected, string.Join(',', found.Select(m => m.Value.GetString())));
    }
}
