using System.Data.Common;
using FlowEngine.Definition;
using FlowRuntime.Auditing;
using FlowRuntime.Library;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Library;

public class FlowLibraryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_back_the_bundle_that_was_saved_in_its_order()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var bundle = LibraryHarness.Bot("shop", ("zebra", "Hi"), ("ant", "Hello"));

        var saved = await harness.Library.SaveAsync(bundle, null, "ann", Token);
        var draft = await harness.Library.FindAsync("shop", Token);

        Assert.True(saved.Saved);
        Assert.Equal(LibraryHarness.Text(bundle), LibraryHarness.Text(draft!.Bundle));
        Assert.Equal((saved.ETag, null), (draft.ETag, draft.LiveVersion));
        Assert.Null(await harness.Library.FindAsync("other", Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("stale")]
    public async Task Refuses_a_bundle_over_a_draft_that_the_caller_did_not_see(string? etag)
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var first = await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);

        var second = await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "Two")), etag, "bob", Token);

        Assert.Equal(new SaveResult(false, first.ETag), second);
        Assert.Contains("One", LibraryHarness.Text((await harness.Library.FindAsync("shop", Token))!.Bundle), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_any_draft_for_a_star_and_removes_flows_that_are_gone()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One"), ("b", "Two")), null, "ann", Token);

        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("c", "Three"), ("b", "Two")), "*", "bob", Token);

        var draft = await harness.Library.FindAsync("shop", Token);
        Assert.Equal(["c", "b"], draft!.Bundle.Flows.Keys);
        Assert.Equal(1, (await harness.Library.FindFlowAsync("shop", "b", Token))!.Revision);
    }

    [Fact]
    public async Task Keeps_the_etag_when_nothing_changed_and_changes_it_with_every_part()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var library = harness.Library;
        var bundle = LibraryHarness.Bot("shop", ("a", "One"));
        var etags = new List<string?> { (await library.SaveAsync(bundle, null, "ann", Token)).ETag };

        Assert.Equal(etags[0], (await library.SaveAsync(bundle, etags[0], "ann", Token)).ETag);
        await library.SaveFlowAsync("shop", LibraryHarness.Flow("a", "Changed"), 1, "ann", Token);
        etags.Add((await library.FindAsync("shop", Token))!.ETag);
        await library.SaveFlowAsync("shop", LibraryHarness.Flow("b", "New"), 0, "ann", Token);
        etags.Add((await library.FindAsync("shop", Token))!.ETag);
        await library.DeleteFlowAsync("shop", "b", "ann", Token);
        etags.Add((await library.FindAsync("shop", Token))!.ETag);

        Assert.Equal(4, etags.Distinct().Count());
    }

    [Fact]
    public async Task Lets_exactly_one_of_many_savers_with_the_same_revision_win()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => Task.Run(() => harness.Library.SaveFlowAsync("shop", LibraryHarness.Flow("a", $"From {i}"), 1, $"p{i}", Token)))
        );

        var winner = Assert.Single(results, r => r.Saved);
        Assert.All(results, r => Assert.Equal((2, winner.Current!.ChangedBy), (r.Current!.Revision, r.Current.ChangedBy)));
    }

    [Fact]
    public async Task Answers_a_repeated_save_as_the_first_time()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);

        var first = await harness.Library.SaveFlowAsync("shop", LibraryHarness.Flow("a", "Two"), 1, "ann", Token);
        var again = await harness.Library.SaveFlowAsync("shop", LibraryHarness.Flow("a", "Two"), 1, "ann", Token);

        Assert.Equal((true, 2L), (first.Saved, first.Current!.Revision));
        Assert.Equal((true, 2L), (again.Saved, again.Current!.Revision));
    }

    [Fact]
    public async Task Refuses_a_flow_of_a_bot_or_revision_that_is_gone()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);

        var noBot = await harness.Library.SaveFlowAsync("other", LibraryHarness.Flow("a", "Two"), 0, "ann", Token);
        var noFlow = await harness.Library.SaveFlowAsync("shop", LibraryHarness.Flow("b", "Two"), 3, "ann", Token);

        Assert.Equal(new FlowSaveResult(false, null), noBot);
        Assert.Equal(new FlowSaveResult(false, null), noFlow);
    }

    [Fact]
    public async Task Refuses_to_publish_errors_and_publishes_nothing()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "")), null, "ann", Token);

        var result = await harness.Library.PublishAsync("shop", "ann", Token);

        Assert.Null(result!.Version);
        Assert.Contains(result.Problems, p => (p.Code, p.Pointer) == ("config.required", "/flows/a/nodes/hello/config/text"));
        Assert.Empty(await harness.Library.ListVersionsAsync("shop", Token));
        Assert.Null(await harness.Library.PublishAsync("other", "ann", Token));
    }

    [Fact]
    public async Task Freezes_versions_that_later_changes_do_not_touch()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var library = harness.Library;
        var first = LibraryHarness.Bot("shop", ("a", "One"));
        await library.SaveAsync(first, null, "ann", Token);

        Assert.Equal(1, (await library.PublishAsync("shop", "ann", Token))!.Version);
        await library.SaveAsync(LibraryHarness.Bot("shop", ("a", "Two")), "*", "bob", Token);
        Assert.Equal(2, (await library.PublishAsync("shop", "bob", Token))!.Version);

        Assert.Equal(LibraryHarness.Text(first), LibraryHarness.Text((await library.FindVersionAsync("shop", 1, Token))!));
        Assert.Equal(
            [(2, "bob", true), (1, "ann", false)],
            (await library.ListVersionsAsync("shop", Token)).Select(v => (v.Version, v.PublishedBy, v.IsLive))
        );
        Assert.Null(await library.FindVersionAsync("shop", 3, Token));
    }

    [Fact]
    public async Task Names_versions_and_takes_their_names_away_again()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var library = harness.Library;
        await library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);
        await library.PublishAsync("shop", "ann", Token);
        await library.PublishAsync("shop", "ann", Token);

        Assert.True(await library.NameVersionAsync("shop", 1, "  First words ", "bob", Token));
        Assert.True(await library.NameVersionAsync("shop", 1, "Better words", "bob", Token));
        Assert.True(await library.NameVersionAsync("shop", 2, new string('x', 500), "bob", Token));
        Assert.Equal(
            [(2, IFlowLibrary.LongestVersionName), (1, "Better words".Length)],
            (await library.ListVersionsAsync("shop", Token)).Select(v => (v.Version, v.Name!.Length))
        );

        Assert.True(await library.NameVersionAsync("shop", 1, " ", "bob", Token));
        Assert.Null((await library.ListVersionsAsync("shop", Token))[1].Name);
        Assert.False(await library.NameVersionAsync("shop", 3, "Nothing", "bob", Token));
    }

    [Fact]
    public async Task Publishes_one_version_for_each_of_many_at_the_same_time()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => harness.Library.PublishAsync("shop", "ann", Token)));

        Assert.Equal(Enumerable.Range(1, 8), results.Select(r => r!.Version!.Value).Order());
    }

    [Fact]
    public async Task Lists_bots_with_what_changed_since_they_went_live()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var library = harness.Library;
        await library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One"), ("b", "Two")), null, "ann", Token);
        await library.SaveAsync(LibraryHarness.Bot("empty"), null, "ann", Token);
        await library.PublishAsync("shop", "ann", Token);

        var before = await library.ListAsync(Token);
        harness.Time.Advance(TimeSpan.FromHours(1));
        await library.SaveFlowAsync("shop", LibraryHarness.Flow("b", "Three"), 1, "bob", Token);
        var after = await library.ListAsync(Token);

        Assert.Equal(["empty", "shop"], before.Select(b => b.Id));
        Assert.Equal((1, false), (before[1].LiveVersion, before[1].ChangedSincePublish));
        Assert.Equal((1, true, "bob", harness.Time.GetUtcNow()), (after[1].LiveVersion, after[1].ChangedSincePublish, after[1].ChangedBy, after[1].ChangedAt));
        Assert.Equal([("a", 2, "trigger.start", "ann"), ("b", 2, "trigger.start", "bob")], after[1].Flows.Select(f => (f.Id, f.NodeCount, f.Trigger, f.ChangedBy)));
        Assert.Empty(before[0].Flows);
        Assert.True(before[0].ChangedSincePublish);
    }

    [Fact]
    public async Task Removes_a_bot_but_keeps_the_versions_that_runs_are_pinned_to()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var library = harness.Library;
        await library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);
        await library.PublishAsync("shop", "ann", Token);

        Assert.True(await library.DeleteAsync("shop", "ann", Token));

        Assert.False(await library.DeleteAsync("shop", "ann", Token));
        Assert.Null(await library.FindAsync("shop", Token));
        Assert.Null(await library.FindFlowAsync("shop", "a", Token));
        Assert.NotNull(await library.FindVersionAsync("shop", 1, Token));
        Assert.DoesNotContain(await library.ListVersionsAsync("shop", Token), v => v.IsLive);
        await library.SaveAsync(LibraryHarness.Bot("shop", ("a", "Again")), null, "ann", Token);
        Assert.Equal(2, (await library.PublishAsync("shop", "ann", Token))!.Version);
    }

    [Fact]
    public async Task Writes_down_who_did_what()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var library = harness.Library;
        await library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);
        await library.PublishAsync("shop", "bob", Token);
        await library.DeleteFlowAsync("shop", "a", "cid", Token);
        await library.DeleteAsync("shop", "dan", Token);

        await using var db = await harness.Storage.ContextAsync();
        Assert.Equal(
            [("ann", "bot.created", "shop"), ("bob", "bot.published", "shop/1"), ("cid", "flow.deleted", "shop/a"), ("dan", "bot.deleted", "shop")],
            (await db.Set<AuditRow>().OrderBy(a => a.Id).ToListAsync(Token)).Select(a => (a.Actor, a.Action, a.Subject))
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Reads_with_one_statement_however_many_flows_there_are(int flows)
    {
        var counter = new StatementCounter();
        await using var harness = await LibraryHarness.CreateAsync(services =>
            services.ConfigureDbContext<StudioDbContext>(options => options.AddInterceptors(counter))
        );
        var bundle = LibraryHarness.Bot("shop", [.. Enumerable.Range(0, flows).Select(i => ($"f{i}", "Hi"))]);
        await harness.Library.SaveAsync(bundle, null, "ann", Token);

        counter.Count = 0;
        await harness.Library.FindAsync("shop", Token);
        Assert.Equal(1, counter.Count);
        await harness.Library.ListAsync(Token);
        Assert.Equal(2, counter.Count);
    }

    private sealed class StatementCounter : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Count++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
