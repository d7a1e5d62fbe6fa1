using FlowEngine.Understanding;
using TestKit;
using TestKit.Engine;

namespace FlowEngine.Tests.Understanding.Entities;

public sealed class EntitySetTests
{
    [Fact]
    public void Real_looking_chats_are_read_as_well_as_before()
    {
        var set = EntitySet.Read(Repository.Root);
        var outcomes = set.Compare(new BotUnderstanding(set.Bot));

        var wrong = outcomes.Where(o => !(o.IsExpected && o.IsFound)).Select(o => $"{o.Utterance.Text}: {o.Value.Entity} \"{o.Value.Text}\"");
        Assert.True(EntityScore.Of(outcomes).F1 >= 0.98, string.Join('\n', wrong));
        Assert.All(outcomes.GroupBy(o => o.Value.Entity), kind => Assert.True(EntityScore.Of(kind).F1 >= 0.9, kind.Key));
        Assert.All(outcomes.GroupBy(o => o.Utterance.Language[..2]), language => Assert.True(EntityScore.Of(language).F1 >= 0.97, language.Key));
    }

    [Fact]
    public void The_set_is_as_large_and_as_mixed_as_it_says()
    {
        var set = EntitySet.Read(Repository.Root);

        Assert.Equal(300, set.Utterances.Count);
        Assert.InRange(set.Utterances.Count(u => u.Expected.Count == 0), 45, 60);
        Assert.InRange(set.Utterances.Count(u => u.Language.StartsWith("de", StringComparison.Ordinal)), 115, 125);
        Assert.All(set.Utterances, u => Assert.All(u.Expected, e => Assert.Equal(e.Text, u.Text.Substring(e.Start, e.Text.Length))));
        Assert.Empty(set.Bot.Entities.Keys.Except(set.Utterances.SelectMany(u => u.Expected).Select(e => e.Entity)));
    }
}
