using System.Text.RegularExpressions;

namespace FlowDesigner.Web.Tests.Wording;

public sealed partial class NodeTextTests
{
    private static readonly Dictionary<string, string> German = SourceTexts.German.GetValueOrDefault("NodeText") ?? [];

    [Fact]
    public async Task Every_text_of_a_definition_has_German() => Assert.Empty((await DefinitionTexts.ReadAsync()).Except(German.Keys));

    [Fact]
    public async Task Every_German_text_belongs_to_a_definition() => Assert.Empty(German.Keys.Except(await DefinitionTexts.ReadAsync()));

    [Fact]
    public void The_German_of_a_card_names_the_same_settings() =>
        Assert.Empty(German.Where(t => !Holes(t.Key).SetEquals(Holes(t.Value))).Select(t => t.Key));

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(m => m.Value)];

    // A setting in a card, or values and code that a help quotes.
    [GeneratedRegex(@"\{+[^{}]*\}+")]
    private static partial Regex Hole();
}
