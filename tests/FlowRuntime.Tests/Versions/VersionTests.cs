using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Storage;
using FlowRuntime.Tests.Running;
using FlowRuntime.Versions;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.Tests.Versions;

public sealed class VersionTests
{
    [Fact]
    public async Task The_database_refuses_to_change_a_published_version_or_to_drop_one_that_is_in_use()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Waiting("old words"));
        await studio.OpenAsync("anna", "shop");
        await WhenWaitingAsync(studio, 1);

        var change = await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(studio, "UPDATE BotVersions SET PublishedBy = 'me'"));
        var drop = await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(studio, "DELETE FROM BotVersions"));

        Assert.Contains("immutable", change.Message, StringComparison.Ordinal);
        Assert.Contains("pinned", drop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_stays_with_its_version_when_another_is_published()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Waiting("old words"));
        await studio.OpenAsync("anna", "shop");
        await WhenWaitingAsync(studio, 1);

        await studio.PublishAsync("shop", Waiting("new words"));
        studio.Time.Advance(TimeSpan.FromHours(1));

        await studio.WhenSaidAsync("anna", "old words");
    }

    [Fact]
    public async Task Waiting_runs_are_moved_when_somebody_wants_it_and_go_on_with_the_new_words()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Waiting("old words"));
        await studio.OpenAsync("anna", "shop");
        await studio.OpenAsync("bert", "shop");
        await WhenWaitingAsync(studio, 2);
        var to = await studio.PublishAsync("shop", Waiting("new words"));
        var moves = studio.Get<IVersionMoves>();

        var preview = await moves.PreviewAsync(new VersionMove("shop", to), RunningStudio.Token);
        var place = Assert.Single(preview!.Places);
        Assert.Equal(new MovePlace(1, "main", "pause", 2, "main", "pause", null), place);
        Assert.All(await studio.RunsAsync("shop"), r => Assert.Equal(1, r.BotVersion));
        var report = await moves.MoveAsync(new VersionMove("shop", to), "admin", RunningStudio.Token);
        studio.Time.Advance(TimeSpan.FromHours(1));
        await studio.WhenSaidAsync("anna", "new words");
        await studio.WhenSaidAsync("bert", "new words");

        Assert.Equal((2, 0), (report!.Moved.Count, report.Skipped.Count));
        var run = await studio.Conversations.FindRunAsync("shop", report.Moved[0], RunningStudio.Token);
        Assert.Contains(run!.Journal, e => e.Kind == JournalKind.RunMoved);
        Assert.Equal(1L, studio.Scalar("SELECT COUNT(*) FROM Audit WHERE Action = 'runs.moved' AND Actor = 'admin'"));
        Assert.Null(await moves.PreviewAsync(new VersionMove("shop", 99), RunningStudio.Token));
    }

    [Fact]
    public async Task A_node_with_another_id_is_found_by_the_mapping_and_nothing_else_is_moved()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Waiting("old words"));
        await studio.OpenAsync("anna", "shop");
        await WhenWaitingAsync(studio, 1);
        var to = await studio.PublishAsync("shop", Waiting("new words", node: "rest"));
        var moves = studio.Get<IVersionMoves>();

        var without = await moves.MoveAsync(new VersionMove("shop", to), "admin", RunningStudio.Token);
        var wrong = await moves.MoveAsync(Mapped("main/words"), "admin", RunningStudio.Token);
        var right = await moves.MoveAsync(Mapped("main/rest"), "admin", RunningStudio.Token);
        studio.Time.Advance(TimeSpan.FromHours(1));
        await studio.WhenSaidAsync("anna", "new words");

        Assert.Contains("has no node main/pause", Assert.Single(without!.Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("is a say", Assert.Single(wrong!.Skipped).Reason, StringComparison.Ordinal);
        Assert.Single(right!.Moved);

        VersionMove Mapped(string target) =>
            new("shop", to, Nodes: new Dictionary<string, string> { ["main/pause"] = target });
    }

    [Fact]
    public async Task A_run_that_is_in_a_turn_is_left_out_and_reported()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Waiting("old words"));
        await studio.OpenAsync("anna", "shop");
        await WhenWaitingAsync(studio, 1);
        var to = await studio.PublishAsync("shop", Waiting("new words"));
        await studio
            .Get<StudioWriter>()
            .CommitAsync(
                unit => unit.Sql.Execute("UPDATE Conversations SET LeaseUntil = $1", studio.Time.GetUtcNow().AddMinutes(1)),
                RunningStudio.Token
            );

        var report = await studio.Get<IVersionMoves>().MoveAsync(new VersionMove("shop", to), "admin", RunningStudio.Token);

        Assert.Empty(report!.Moved);
        Assert.Contains("in a turn", Assert.Single(report.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_waits_is_ended_by_a_person_and_its_timer_goes_with_it()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Waiting("words"));
        await studio.OpenAsync("anna", "shop");
        await WhenWaitingAsync(studio, 1);
        var run = Assert.Single(await studio.RunsAsync("shop"));

        Assert.Equal(CancelStatus.Accepted, await studio.Conversations.CancelRunAsync(run.Id, "test", RunningStudio.Token));
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Runs WHERE Status = 4", 1);

        Assert.Equal(0L, studio.Scalar("SELECT COUNT(*) FROM Timers"));
        Assert.Equal(CancelStatus.Ended, await studio.Conversations.CancelRunAsync(run.Id, "test", RunningStudio.Token));
    }

    [Fact]
    public async Task A_run_in_a_conversation_that_ends_ends_too()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Waiting("words"));
        await studio.OpenAsync("anna", "shop");
        await WhenWaitingAsync(studio, 1);

        Assert.True(await studio.Conversations.EndAsync("anna", RunningStudio.Token));

        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Runs WHERE Status = 4", 1);
    }

    private static Task WhenWaitingAsync(RunningStudio studio, int count) =>
        studio.WhenScalarAsync("SELECT COUNT(*) FROM Runs WHERE Status = 1", count);

    private static Task<int> WriteAsync(RunningStudio studio, string sql) =>
        studio.Get<StudioWriter>().CommitAsync(unit => unit.Sql.Execute(sql), RunningStudio.Token);

    private static string Waiting(string words, string node = "pause") =>
        $$$"""
        { "start": { "type": "trigger.start", "links": { "next": "{{{node}}}" } },
          "{{{node}}}": { "type": "wait", "config": { "amount": 1, "unit": "hours" }, "links": { "next": "words" } },
          "words": { "type": "say", "config": { "text": "{{{words}}}" } } }
        """;
}
