using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Problems;
using FlowDesigner.Web.Editor.Saving;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class SavingTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryLibrary _library = new();
    private readonly EditorState _state = Sample.State();
    private readonly DraftSaver _saver;
    private readonly SaveTarget _target = new("shop-bot", "Mira");

    public SavingTests() =>
        _saver = new DraftSaver(_state, _library, _target, _time, work => work(), NullLogger.Instance);

    public ValueTask DisposeAsync() => _saver.DisposeAsync();

    [Fact]
    public void Saves_once_a_moment_after_the_latest_change()
    {
        _state.Rename("tell", "A");
        _time.Advance(DraftSaver.Delay / 2);
        _state.Rename("tell", "B");
        _time.Advance(DraftSaver.Delay / 2);
        Assert.Equal((0, "Saving …"), (_library.Saves, _state.Save.In(Speaking.English<EditorText>())));

        _time.Advance(DraftSaver.Delay / 2);

        Assert.Equal((1, "B", "Draft saved"), (_library.Saves, _library.Draft.Flow.Nodes["tell"].Name, _state.Save.In(Speaking.English<EditorText>())));
    }

    [Fact]
    public void Puts_together_what_two_people_changed_and_undo_leaves_the_other_ones_alone()
    {
        _state.Rename("tell", "Mine");
        _library.Draft = Theirs(Sample.Flow with { Name = "Theirs" });

        _time.Advance(DraftSaver.Delay);

        Assert.Equal(("Theirs", "Mine"), (_library.Draft.Flow.Name, _library.Draft.Flow.Nodes["tell"].Name));
        Assert.Equal("Draft saved, with what Jonas changed", _state.Save.In(Speaking.English<EditorText>()));
        Assert.True(_state.Undo());
        Assert.Equal(("Theirs", null), (_state.Flow.Name, _state.Flow.Nodes["tell"].Name));
        Assert.False(_state.Undo());
        Assert.True(_state.Redo());
        Assert.Equal(("Theirs", "Mine"), (_state.Flow.Name, _state.Flow.Nodes["tell"].Name));
    }

    [Fact]
    public void Never_overwrites_the_same_thing_that_somebody_else_changed()
    {
        _library.Draft = Theirs(Renamed("Theirs"));
        _state.Rename("tell", "Mine");
        _time.Advance(DraftSaver.Delay);

        var stale = Assert.IsType<SaveStatus.Stale>(_state.Save);
        Assert.Equal("Jonas", stale.Theirs?.ChangedBy);

        _state.Rename("tell", "Mine, later");
        _time.Advance(DraftSaver.Delay);
        Assert.Equal("Theirs", _library.Draft.Flow.Nodes["tell"].Name);
        Assert.IsType<SaveStatus.Stale>(_state.Save);
    }

    [Theory]
    [InlineData(MergeSide.Mine, "Mine")]
    [InlineData(MergeSide.Theirs, "Theirs")]
    public async Task Saves_what_the_person_chose(MergeSide side, string kept)
    {
        _library.Draft = Theirs(Renamed("Theirs") with { Name = "New name" });
        _state.Rename("tell", "Mine");
        _time.Advance(DraftSaver.Delay);

        Assert.Equal("/nodes/tell", Assert.Single(_state.TakeIn(_library.Draft, new Dictionary<string, MergeSide>())).Pointer);
        Assert.Empty(_state.TakeIn(_library.Draft, new Dictionary<string, MergeSide> { ["/nodes/tell"] = side }));
        Assert.True(await _saver.SaveAsync(CancellationToken.None));

        Assert.Equal(("New name", kept), (_library.Draft.Flow.Name, _library.Draft.Flow.Nodes["tell"].Name));
    }

    [Fact]
    public void Keeps_changes_that_could_not_be_saved_and_tries_again()
    {
        _library.Failure = new IOException("disk full");
        _state.Rename("tell", "Kept");
        _time.Advance(DraftSaver.Delay);
        Assert.StartsWith("Not saved", _state.Save.In(Speaking.English<EditorText>()), StringComparison.Ordinal);

        _library.Failure = null;
        _time.Advance(DraftSaver.RetryDelay);

        Assert.Equal(("Kept", "Draft saved"), (_library.Draft.Flow.Nodes["tell"].Name, _state.Save.In(Speaking.English<EditorText>())));
    }

    [Fact]
    public async Task Saves_what_is_left_when_the_page_goes_away()
    {
        _state.Rename("tell", "Last");

        await _saver.DisposeAsync();

        Assert.Equal("Last", _library.Draft.Flow.Nodes["tell"].Name);
    }

    [Fact]
    public async Task Goes_on_with_its_own_flow_after_the_bot_was_changed()
    {
        await using var checker = new DraftChecker(_state, Sample.Bundle, _library, _time, work => work());
        var bots = new BotSaver(_state, _saver, checker, _library, _target);
        _state.Rename("tell", "First");

        Assert.Null(await bots.ChangeAsync(bot => bot with { Name = "Renamed" }, CancellationToken.None));
        _state.Rename("tell", "Second");
        _time.Advance(DraftSaver.Delay);

        Assert.Equal(("Renamed", "Renamed", "Second"), (_state.Bot.Name, _library.Bot.Name, _library.Draft.Flow.Nodes["tell"].Name));
    }

    [Fact]
    public async Task Checks_a_moment_after_a_change()
    {
        await using var checker = new DraftChecker(_state, Sample.Bundle, _library, _time, work => work());
        _library.Problems = [new Problem("x", ProblemSeverity.Error, "/flows/order-status/nodes/tell", "m")];

        _state.Rename("tell", "Checked");
        _time.Advance(DraftChecker.Delay);

        Assert.Equal("tell", Assert.Single(_state.Problems).NodeId);
        Assert.Equal("Checked", checker.Bundle.Flows["order-status"].Nodes["tell"].Name);
    }

    private static FlowDraft Theirs(FlowDefinition flow) => new(flow, 8, DateTimeOffset.UnixEpoch, "Jonas");

    private static FlowDefinition Renamed(string name) =>
        Sample.Flow with
        {
            Nodes = new OrderedDictionary<string, FlowNode>(Sample.Flow.Nodes) { ["tell"] = Sample.Flow.Nodes["tell"] with { Name = name } },
        };
}
