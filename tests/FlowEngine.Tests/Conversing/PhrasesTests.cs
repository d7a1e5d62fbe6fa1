using FlowEngine.Conversing;
using FlowEngine.Understanding.Entities.Lists;

namespace FlowEngine.Tests.Conversing;

public sealed class PhrasesTests
{
    [Fact]
    public void English_and_german_have_all_words()
    {
        Assert.Equal(["de", "en"], Phrases.Languages.Order(StringComparer.Ordinal));
        foreach (var words in Phrases.Languages.Select(l => Phrases.Of(l).Words))
        {
            Assert.All(
                [words.Yes, words.No, words.Cancel, words.Skip, words.Correction, words.Joins, words.Articles],
                list => Assert.NotEmpty(list)
            );
            Assert.Equal(10, words.Ordinals.Count);
            Assert.Contains("{1}", words.Changed, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void No_phrase_means_two_things(string language)
    {
        var words = Phrases.Of(language).Words;

        var twice = words.Yes.Concat(words.No).Concat(words.Cancel).Concat(words.Skip).GroupBy(p => p).Where(g => g.Count() > 1);

        Assert.Empty(twice.Select(g => g.Key));
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("bleu", "blue", 1)]
    [InlineData("abc", "abc", 0)]
    [InlineData("", "ab", 2)]
    [InlineData("completely", "different", 4)]
    public void Typing_mistakes_are_counted_up_to_a_limit(string one, string other, int mistakes)
    {
        Assert.Equal(mistakes, EditDistance.Between(one, other, 3));
        Assert.Equal(mistakes, EditDistance.Between(other, one, 3));
    }
}
