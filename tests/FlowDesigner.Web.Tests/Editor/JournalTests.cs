using System.Diagnostics.CodeAnalysis;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Journal;
using FlowDesigner.Web.Editor.Saving;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;
using FlowRuntime.Library;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>What the browser remembers of a page that is gone.</summary>
public sealed class JournalTests
{
    [Fact]
    public void Undo_and_redo_go_on_after_a_reload() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(int[] Before, int Undone)>(),
                run =>
                {
                    var page = new Page(new MemoryLibrary());
                    RandomEdits.Play(page.State, run.Before, 1);
                    for (var i = 0; i < Math.Abs(run.Undone % 4); i++)
                    {
                        page.State.Undo();
                    }

                    page.Save();
                    page.Write();
                    var again = page.Reload();

                    return again.Kept is not null && !again.IsOffered && Walk(again.State).SequenceEqual(Walk(page.State));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void What_was_not_saved_is_offered_and_comes_back_as_one_step()
    {
        var page = new Page(new MemoryLibrary());
        page.State.Rename("tell", "Saved");
        page.Save();
        page.State.Rename("number", "Never saved");
        page.Write();

        var again = page.Reload();

        Assert.Equal(("Saved", null, true), (Name(again, "tell"), Name(again, "number"), again.IsOffered));
        again.Recover();
        Assert.Equal(("Saved", "Never saved"), (Name(again, "tell"), Name(again, "number")));
        again.State.Undo();
        Assert.Null(Name(again, "number"));
    }

    [Fact]
    public void What_the_server_saved_after_the_page_was_gone_is_not_offered()
    {
        var page = new Page(new MemoryLibrary());
        page.State.Rename("tell", "Saved by the server alone");
        page.Write();
        page.Save();

        var again = page.Reload();

        Assert.False(again.IsOffered);
        Assert.True(again.State.Undo());
        Assert.Null(Name(again, "tell"));
    }

    [Fact]
    public void What_was_saved_and_then_taken_back_by_a_restored_version_is_not_offered()
    {
        var page = new Page(new MemoryLibrary());
        page.State.Rename("tell", "Saved");
        page.Save();
        page.Write();
        page.Library.Draft = new FlowDraft(Sample.Flow, 9, DateTimeOffset.UnixEpoch, "Jonas");

        var again = page.Reload();

        Assert.False(again.IsOffered);
        Assert.Null(Name(again, "tell"));
    }

    [Fact]
    public void What_others_changed_since_stays_and_a_contradiction_is_a_question()
    {
        var page = new Page(new MemoryLibrary());
        page.State.Rename("tell", "Never saved");
        page.Write();
        page.Library.Draft = Theirs("agent", "Theirs");
        var fits = page.Reload();
        page.Library.Draft = Theirs("tell", "Theirs");
        var clashes = page.Reload();

        fits.Recover();
        Assert.Equal(("Never saved", "Theirs"), (Name(fits, "tell"), Name(fits, "agent")));
        clashes.Recover();
        Assert.IsType<SaveStatus.Stale>(clashes.State.Save);
        Assert.Equal("Theirs", page.Library.Draft.Flow.Nodes["tell"].Name);
    }

    [Fact]
    public void A_hundred_crashes_in_the_middle_of_edits_lose_nothing_that_was_shown_as_saved_and_offer_what_was_remembered()
    {
        var random = new Random(20_261_123);
        var page = new Page(new MemoryLibrary());
        for (var crash = 0; crash < 100; crash++)
        {
            var (shownAsSaved, remembered) = (Sample.Text(page.State.Flow), Sample.Text(page.State.Flow));
            for (var edit = random.Next(1, 6); edit > 0; edit--)
            {
                page.State.Seal();
                RandomEdits.Act(page.State, random);
                if (random.Next(3) == 0)
                {
                    page.Save();
                    Assert.Equal("Draft saved", page.State.Save.In(Speaking.English<EditorText>()));
                    shownAsSaved = remembered = Sample.Text(page.State.Flow);
                }

                if (random.Next(2) == 0)
                {
                    page.Write();
                    remembered = Sample.Text(page.State.Flow);
                }
            }

            page = page.Reload();
            Assert.Equal(shownAsSaved, Sample.Text(page.State.Flow));
            if (page.IsOffered)
            {
                page.Recover();
            }

            Assert.Equal(Canonical(remembered), Canonical(Sample.Text(page.State.Flow)));
            page.Save();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("""{"change":1,"print":"x","kept":7,"done":[],"undone":[]}""")]
    public void A_journal_that_cannot_be_read_is_as_good_as_none(string text) => Assert.Null(KeptChanges.Read(text));

    private static string? Name(Page page, string node) => page.State.Flow.Nodes[node].Name;

    private static FlowDraft Theirs(string node, string name) =>
        new(
            Sample.Flow with
            {
                Nodes = new OrderedDictionary<string, FlowNode>(Sample.Flow.Nodes) { [node] = Sample.Flow.Nodes[node] with { Name = name } },
            },
            8,
            DateTimeOffset.UnixEpoch,
            "Jonas"
        );

    // A node that comes back stands last among the nodes: the order of a document means nothing.
    private static string Canonical(string flow)
    {
        var read = Sample.Read(flow);
        return Sample.Text(
            read with
            {
                Nodes = Sorted(read.Nodes, n => n with { Links = Sorted(n.Links, l => l) }),
                Layout = Sorted(read.Layout, p => p),
                Variables = Sorted(read.Variables, v => v),
            }
        );
    }

    private static OrderedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> entries, Func<T, T> inside) =>
        new(entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, inside(e.Value))));

    private static List<string> Walk(EditorState state)
    {
        var texts = new List<string> { Normal(state) };
        while (state.Undo())
        {
            texts.Add(Normal(state));
        }

        while (state.Redo())
        {
            texts.Add(Normal(state));
        }

        return texts;
    }

    private static string Normal(EditorState state) =>
        System.Text.Encoding.UTF8.GetString(FlowDocument.Write(state.Flow, Sample.Catalog));

    /// <summary>A page with its saver and its journal; a reload keeps the draft and the lines, and nothing else.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A page that crashes is never disposed: disposing it would save.")]
    private sealed class Page : IJournalStore
    {
        private readonly List<string> _lines;
        private readonly DraftSaver _saver;
        private readonly JournalWriter _writer;

        public Page(MemoryLibrary library, List<string>? lines = null)
        {
            var time = new ManualTimeProvider();
            _lines = lines ?? [];
            Library = library;
            Opened = library.Draft with { Flow = Sample.Read(Sample.Text(library.Draft.Flow)) };
            State = new EditorState(Sample.Catalog, Sample.Bot, Opened);
            _saver = new DraftSaver(State, library, new SaveTarget("shop-bot", "Mira"), time, work => work(), NullLogger.Instance);
            _writer = new JournalWriter(State, this, time, work => work());
            _saver.Remember = _writer.WriteAsync;
            Kept = KeptChanges.Read(string.Join('\n', _lines));
            if (Kept is not null && Kept.Print == KeptChanges.PrintOf(State.Flow, Sample.Catalog))
            {
                State.Recall(Kept.Done, Kept.Undone);
            }

            if (!IsOffered)
            {
                Assert.True(_writer.BeginAsync().IsCompletedSuccessfully);
            }
        }

        public MemoryLibrary Library { get; }

        public EditorState State { get; }

        public KeptChanges? Kept { get; }

        public bool IsOffered => Kept?.MissingIn(Opened.Flow, Sample.Catalog) is not null;

        private FlowDraft Opened { get; }

        public void Save() => Assert.True(_saver.SaveAsync(CancellationToken.None).IsCompletedSuccessfully);

        public void Write() => Assert.True(_writer.WriteAsync().IsCompletedSuccessfully);

        public void Recover()
        {
            var (origin, mine) = Kept!.MissingIn(Opened.Flow, Sample.Catalog)!.Value; // it was offered
            State.Recover(origin, mine, Opened);
            Assert.True(_writer.BeginAsync().IsCompletedSuccessfully);
        }

        public Page Reload() => new(Library, [.. _lines]);

        public Task AppendAsync(string line)
        {
            _lines.Add(line);
            return Task.CompletedTask;
        }

        public Task ResetAsync(string line)
        {
            _lines.Clear();
            return AppendAsync(line);
        }
    }
}
