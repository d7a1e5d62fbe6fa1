using System.Globalization;
using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;

namespace FlowDesigner.Web.Tests.Wording;

public sealed class TextsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "Sign out")]
    [InlineData("de", "Abmelden")]
    [InlineData("qps-ploc", "⟦Sign out⟧")]
    public void Says_a_text_in_the_language_of_the_page(string language, string said) => Assert.Equal(said, Speaking.In<ShellText>(language)["Sign out"]);

    [Theory]
    [InlineData("Error", "Fehler")]
    [InlineData("Read", null)]
    [InlineData("read", "gelesen")]
    [InlineData("First", "Erster")]
    [InlineData("Notes", null)]
    public void Tells_texts_apart_that_differ_only_in_capitals(string english, string? german)
    {
        var text = Speaking.In<NodeText>("de")[english];

        Assert.Equal(german, text.ResourceNotFound ? null : text.Value);
    }

    [Fact]
    public void Says_in_English_what_has_no_translation_and_tells_so()
    {
        var text = Speaking.In<ShellText>("de")["No resource has {0}", "this"];

        Assert.Equal(("No resource has this", true), (text.Value, text.ResourceNotFound));
    }

    [Fact]
    public void Keeps_its_language_when_the_thread_has_another_one()
    {
        var text = Speaking.In<ShellText>("de");
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        Assert.Equal("Abmelden", text["Sign out"]);
        CultureInfo.CurrentUICulture = before;
    }

    [Theory]
    [InlineData("en", 1, "One waits for an agent")]
    [InlineData("en", 0, "0 wait for an agent")]
    [InlineData("en", 1234, "1,234 wait for an agent")]
    [InlineData("de", 1234, "1.234 Gespräche warten auf den Kundendienst")]
    public void Counts_with_the_words_for_one_or_for_many(string language, int number, string said) =>
        Assert.Equal(said, Speaking.In<ShellText>(language).Count(number, "One waits for an agent", "{0} wait for an agent"));

    [Theory]
    [InlineData("en", 20, "just now")]
    [InlineData("en", 60, "1 minute ago")]
    [InlineData("en", 90_000, "yesterday")]
    [InlineData("en", 864_000, "13 Nov")]
    [InlineData("de", 7200, "vor 2 Stunden")]
    [InlineData("de", 8_640_000, "15. Aug.")]
    [InlineData("qps-ploc", 864_000, "⟦13 Nov⟧")]
    public void Says_how_long_ago_something_was(string language, int seconds, string said) =>
        Assert.Equal(said, Speaking.In<ShellText>(language).Ago(Now.AddSeconds(-seconds), Now));

    [Theory]
    [InlineData("en", 120, "in 2 minutes")]
    [InlineData("de", 120, "in 2 Minuten")]
    [InlineData("de", 8_640_000, "am 3. März 2027")]
    public void Says_how_soon_something_will_be(string language, int seconds, string said) =>
        Assert.Equal(said, Speaking.In<ShellText>(language).Until(Now.AddSeconds(seconds), Now));
}
