using FlowDesigner.Web.Tests.Editor;
using FlowDesigner.Web.Understanding;

namespace FlowDesigner.Web.Tests.Understanding;

public sealed class UtteranceTestsTests
{
    [Fact]
    public void A_message_becomes_a_test_and_the_same_words_replace_it()
    {
        var bundle = UtteranceTests.With(Sample.Bundle, "Where's it?", "orderStatus");
        bundle = UtteranceTests.With(bundle, "wheres it", "other");
        bundle = UtteranceTests.With(bundle, "track it", "orderStatus");

        Assert.Equal(2, UtteranceTests.CountOf(bundle));
        var test = bundle.Tests[UtteranceTests.Id];
        Assert.Equal("What visitors wrote", test.GetProperty("name").GetString());
        Assert.Equal("other", test.GetProperty("utterances")[0].GetProperty("intent").GetString());
    }

    [Fact]
    public void The_messages_of_an_intent_go_with_it()
    {
        var bundle = UtteranceTests.With(UtteranceTests.With(Sample.Bundle, "a", "orderStatus"), "b", "other");

        Assert.Equal(1, UtteranceTests.CountOf(UtteranceTests.Without(bundle, "orderStatus")));
        Assert.Equal(0, UtteranceTests.CountOf(UtteranceTests.Without(Sample.Bundle, "orderStatus")));
    }
}
