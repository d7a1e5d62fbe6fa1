using System.Net;
using System.Text.Json;
using FlowRuntime.Tests.Gateway.Management;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Hooks;

/// <summary>Every caller gets an answer, and what he was answered is on the disk.</summary>
public sealed class HookAnswerTests
{
    private const string ByFlow = "\"response\": \"flow\", \"timeoutSeconds\": 5";
    private const string Echo = """ "first": { "type": "respond", "config": { "status": 201, "body": "=event.body" } } """;
    private const string Failing = """ "first": { "type": "fail", "config": { "code": "shop.closed", "message": "Closed." } } """;
    private const string Late =
        """ "first": { "type": "wait", "config": { "amount": 1, "unit": "hours" }, "links": { "next": "late" } }, "late": { "type": "respond", "config": { "status": 200, "body": { "late": true } } } """;

    [Fact]
    public async Task A_run_that_ends_in_its_first_turn_is_on_the_disk_with_its_journal_when_the_caller_hears_the_answer()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Echo, ByFlow);

        using var answer = await studio.CallAsync("""{ "id": 7 }""");

        Assert.Equal((HttpStatusCode.Created, """{ "id": 7 }"""), (answer.StatusCode, await answer.TextAsync()));
        var run = Assert.Single(await studio.RunsAsync("shop"));
        Assert.Equal(FlowEngine.Running.RunStatus.Completed, run.Status);
        var detail = await studio.Conversations.FindRunAsync("shop", run.Id, RunningStudio.Token);
        Assert.Equal(["on", "first"], detail!.Journal.Where(e => e.Kind == FlowEngine.Running.JournalKind.NodeCompleted).Select(e => e.NodeId));
        Assert.Equal(0L, studio.Scalar("SELECT COUNT(*) FROM Inbox WHERE DoneAt IS NULL"));
    }

    [Fact]
    public async Task A_flow_that_fails_is_told_as_a_problem()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Failing, ByFlow);

        using var answer = await studio.CallAsync("{}");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("problems/run.failed\"", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("shop.closed", Assert.Single(await studio.RunsAsync("shop")).Error!.Code);
    }

    [Fact]
    public async Task After_the_deadline_the_caller_hears_where_to_ask_and_the_run_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("hook-restart").FullName;
        Uri where;
        DateTimeOffset stopped;
        await using (var first = await RunningStudio.StartAsync(folder))
        {
            await first.PublishOpenAsync(Late, ByFlow);
            var calling = first.CallAsync("""{ "id": 7 }""");
            await first.WhenScalarAsync("SELECT COUNT(*) FROM Timers WHERE Ticket > 0", 1);
            await first.WhenAsync(
                () =>
                {
                    first.Time.Advance(TimeSpan.FromSeconds(1));
                    return Task.FromResult(calling.IsCompleted);
                },
                "the answer"
            );
            using var answer = await calling;
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            where = answer.Headers.Location!;
            var waiting = JsonElement.Parse(await first.Http.GetStringAsync(where, RunningStudio.Token));
            Assert.Equal("waiting", waiting.GetProperty("status").GetString());
            stopped = first.Time.GetUtcNow();
        }

        var time = new TestKit.ManualTimeProvider();
        time.Advance(stopped + TimeSpan.FromHours(2) - time.GetUtcNow());
        await using (var second = await RunningStudio.StartAsync(folder, time))
        {
            await second.WhenCompletedAsync("shop", 1);

            var ended = JsonElement.Parse(await second.Http.GetStringAsync(new Uri(where.AbsolutePath, UriKind.Relative), RunningStudio.Token));
            Assert.Equal(
                ("completed", 200, true),
                (
                    ended.GetProperty("status").GetString(),
                    ended.GetProperty("responseStatus").GetInt32(),
                    ended.GetProperty("responseBody").GetProperty("late").GetBoolean()
                )
            );
            using var unknown = await second.Http.GetAsync(new Uri($"/hooks/runs/webhook.{Guid.NewGuid():N}", UriKind.Relative), RunningStudio.Token);
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_repetition_of_an_event_hears_the_same_answer_and_runs_nothing_after_a_restart_either()
    {
        var folder = Directory.CreateTempSubdirectory("hook-repeat").FullName;
        DateTimeOffset stopped;
        await using (var studio = await RunningStudio.StartAsync(folder))
        {
            await studio.PublishOpenAsync(Echo, ByFlow);

            using var first = await studio.CallAsync("""{ "id": 7 }""", headers: ("webhook-id", "evt"));
            using var again = await studio.CallAsync("""{ "id": 8 }""", headers: ("webhook-id", "evt"));

            Assert.Equal((HttpStatusCode.Created, """{ "id": 7 }"""), (first.StatusCode, await first.TextAsync()));
            Assert.Equal((HttpStatusCode.Created, """{ "id": 7 }"""), (again.StatusCode, await again.TextAsync()));
            Assert.Single(await studio.RunsAsync("shop"));
            stopped = studio.Time.GetUtcNow();
        }

        var time = new TestKit.ManualTimeProvider();
        time.Advance(stopped - time.GetUtcNow());
        await using (var restarted = await RunningStudio.StartAsync(folder, time))
        {
            using var later = await restarted.CallAsync("""{ "id": 9 }""", headers: ("webhook-id", "evt"));

            Assert.Equal((HttpStatusCode.Created, """{ "id": 7 }"""), (later.StatusCode, await later.TextAsync()));
            Assert.Single(await restarted.RunsAsync("shop"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Of_many_calls_with_one_event_at_the_same_time_one_runs_and_all_hear_its_answer()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Echo, ByFlow);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => studio.CallAsync("""{ "id": 7 }""", headers: ("webhook-id", "evt"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(await studio.RunsAsync("shop"));
        Assert.Equal(1L, studio.Scalar("SELECT COUNT(*) FROM Conversations"));
    }

    [Fact]
    public async Task When_the_process_stops_whoever_waits_hears_that_the_call_was_accepted()
    {
        var folder = Directory.CreateTempSubdirectory("hook-stop").FullName;
        var studio = await RunningStudio.StartAsync(folder);
        await studio.PublishOpenAsync(Late, ByFlow);
        var calling = studio.CallAsync("{}");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Timers WHERE Ticket > 0", 1);

        await studio.StopAsync();
        using var answer = await calling;

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await studio.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task More_calls_than_can_be_worked_on_hear_when_to_come_back()
    {
        await using var studio = await RunningStudio.StartAsync(hooks: o => o.CallsAtOnce = 1);
        await studio.PublishOpenAsync(Late, ByFlow);
        var waiting = studio.CallAsync("{}");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Timers WHERE Ticket > 0", 1);

        using var refused = await studio.CallAsync("{}");
        await studio.WhenAsync(
            () =>
            {
                studio.Time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(waiting.IsCompleted);
            },
            "the answer"
        );
        using var first = await waiting;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(1L, studio.Scalar("SELECT COUNT(*) FROM Conversations"));
    }

    [Fact]
    public async Task A_body_that_does_not_meet_the_schema_is_refused_with_its_places()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(
            Echo,
            ByFlow
                + """, "bodySchema": { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" }, "items": { "type": "array", "items": { "type": "object", "required": ["price"] } } } }"""
        );

        using var fine = await studio.CallAsync("""{ "id": 7, "items": [{ "price": 1 }] }""");
        using var wrong = await studio.CallAsync("""{ "id": "7", "items": [{}] }""");

        Assert.Equal(HttpStatusCode.Created, fine.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(
            ["/id", "/items/0/price"],
            (await wrong.JsonAsync()).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal)
        );
        Assert.Single(await studio.RunsAsync("shop"));
    }

    [Theory]
    [InlineData("{}, \"kind\": {}")]
    [InlineData("""{ "id": 1, "id": 2 }""")]
    [InlineData("""{ "name": "\ud800" }""")]
    [InlineData("[1, 2")]
    public async Task A_body_that_cannot_be_read_as_the_json_it_claims_to_be_starts_nothing(string body)
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Echo, ByFlow);

        using var answer = await studio.CallAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("problems/hook.body\"", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await studio.RunsAsync("shop"));
    }
}
