using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Simulator;
using FlowDesigner.Web.Tests.Wording;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Tests.Editor.Simulator;

public sealed class VisitorFormTests : ComponentTest
{
    private TestVisitor? _used;

    [Fact]
    public void Talks_as_a_contact_of_the_live_bot_in_another_language()
    {
        var form = Draw();
        form.Find("#visitor-language").Change("de");
        form.Find("#visitor-contact").Change("dl_7");
        form.Find("button").Click();

        Assert.Equal(new TestVisitor("de", "dl_7", "Mira"), _used);
    }

    [Fact]
    public void Talks_as_somebody_who_was_never_there()
    {
        var form = Draw();
        form.Find("#visitor-name").Change(" Tom ");
        form.Find("#visitor-id").Change("");
        form.Find("button").Click();

        Assert.Equal(new TestVisitor("en", TestVisitor.NewContact, "Tom"), _used);
    }

    [Fact]
    public void Talks_from_another_time_zone_when_there_is_such_a_zone()
    {
        var form = Draw();
        form.Find("#visitor-zone").Change("Asia/Nowhere");
        form.Find("button").Click();
        Assert.Null(_used);
        Assert.Contains("Europe/Berlin", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        form.Find("#visitor-zone").Change(" Asia/Tokyo ");
        form.Find("button").Click();

        Assert.Equal("Asia/Tokyo", _used?.Conversation.TimeZone);
    }

    [Fact]
    public void Names_languages_as_their_speakers_do() =>
        Assert.Equal(["English (en)", "Deutsch (de)"], Draw().FindAll("#visitor-language option").Select(o => o.TextContent));

    private IRenderedComponent<VisitorForm> Draw()
    {
        var state = new EditorState(Sample.Catalog, Sample.Bot with { Languages = ["en", "de"] }, new FlowDraft(Sample.Flow, 1, DateTimeOffset.UnixEpoch, ""));
        return Render<VisitorForm>(p =>
            p.AddCascadingValue(state)
                .Add(f => f.Visitor, TestVisitor.New(state.Bot))
                .Add(f => f.Known, [new KnownContact("dl_7", "Mira", "Thanks")])
                .Add(f => f.OnUse, visitor => _used = visitor)
        );
    }
}
