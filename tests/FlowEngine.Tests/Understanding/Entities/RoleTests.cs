using FlowEngine.Definition;
using FlowEngine.Understanding;

namespace FlowEngine.Tests.Understanding.Entities;

public sealed class RoleTests
{
    private static readonly BotUnderstanding Understanding = new(
        Bots.With(
            new()
            {
                ["city"] = Bots.List("Berlin", "Rome", "Munich:München") with
                {
                    Roles = new Dictionary<string, RoleDefinition>
                    {
                        ["fromCity"] = new(["from", "von", "departing from"], ["as the start"]),
                        ["toCity"] = new(["to", "nach"], []),
                    },
                },
                ["day"] = new("date", Roles: new Dictionary<string, RoleDefinition> { ["arrival"] = new(["arriving", "Anreise"], []) }),
                ["name"] = new("text", Roles: new Dictionary<string, RoleDefinition> { ["visitor"] = new(["my name is", "ich heiße"], []) }),
            }
        )
    );

    [Theory]
    [InlineData("from Berlin to Rome", "Berlin", "Rome")]
    [InlineData("to Rome, departing from Berlin", "Berlin", "Rome")]
    [InlineData("von Berlin nach München", "Berlin", "Munich")]
    [InlineData("Berlin as the start, then to Rome", "Berlin", "Rome")]
    public void Words_around_a_value_tell_its_role(string text, string from, string to)
    {
        Assert.Equal(from, Single("fromCity", text));
        Assert.Equal(to, Single("toCity", text));
    }

    [Fact]
    public void A_role_takes_a_value_of_no_role_but_none_of_another_role()
    {
        Assert.Equal("Berlin", Single("toCity", "Berlin"));
        Assert.Empty(Extract("toCity", "from Berlin"));
    }

    [Fact]
    public void A_small_word_may_stand_between()
    {
        Assert.Equal(["arrival"], Extract("day", "arriving on Friday").Select(m => m.Role));
    }

    [Fact]
    public void Free_text_begins_behind_the_words_of_its_role_and_ends_with_the_sentence()
    {
        Assert.Equal("Ada Lovelace", Single("visitor", "Hello, my name is Ada Lovelace. I live in Rome"));
        Assert.Equal("Ada", Single("name", "  Ada "));
        Assert.Equal(["visitor"], All("ich heisse Ada").Select(m => m.Role));
        Assert.Empty(All("Ada"));
    }

    private static string? Single(string name, string text) => Assert.Single(Extract(name, text)).Value.GetString();

    private static IReadOnlyList<EntityMatch> Extract(string name, string text) => Understanding.Extract(name, text, Context);

    private static IReadOnlyList<EntityMatch> All(string text) => Understanding.Understand(text, Context).Entities;

    private static UnderstandingContext Context { get; } = new("en", new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
}
