using System.Text.RegularExpressions;

namespace FlowDesigner.Web.Tests.Wording;

public sealed partial class TranslationTests
{
    public static TheoryData<string> Markers => [.. SourceTexts.Markers];

    [Theory]
    [MemberData(nameof(Markers))]
    public void Every_text_that_is_looked_up_has_German(string marker)
    {
        var german = SourceTexts.German.GetValueOrDefault(marker) ?? [];

        Assert.Empty(SourceTexts.Used[marker].Except(german.Keys));
    }

    [Theory]
    [MemberData(nameof(Markers))]
    public void Every_German_text_is_looked_up_somewhere(string marker) =>
        Assert.Empty(SourceTexts.German.GetValueOrDefault(marker)?.Keys.Except(SourceTexts.Used[marker]) ?? []);

    [Theory]
    [MemberData(nameof(Markers))]
    public void German_has_a_place_for_the_same_values(string marker) =>
        Assert.Empty(SourceTexts.German.GetValueOrDefault(marker)?.Where(t => !Places(t.Key).SetEquals(Places(t.Value))).Select(t => t.Key) ?? []);

    [Fact]
    public void No_German_text_is_blank() =>
        Assert.DoesNotContain(SourceTexts.German.Values.SelectMany(texts => texts.Values), string.IsNullOrWhiteSpace);

    [Fact]
    public void A_German_text_belongs_to_a_folder_that_looks_texts_up() =>
        Assert.Empty(SourceTexts.German.Keys.Except([.. SourceTexts.Markers, "NodeText"]));

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();
}
