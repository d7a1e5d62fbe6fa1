using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Events;
using FlowRuntime.Storage;
using FlowRuntime.Tests.Running;
using TestKit;

namespace FlowRuntime.Tests.Events;

public sealed class EventTests
{
    /// <summary>Asks for an order, then waits for its payment; anything else that is written is answered after it.</summary>
    private const string Payments = """
        { "start": { "type": "trigger.start", "links": { "next": "order" } },
          "order": { "type": "ask", "config": { "text": "Which order?", "saveTo": "order" }, "links": { "answered": "wait", "gaveUp": "late" } },
          "wait": { "type": "waitForEvent", "config": { "event": "paid", "correlation": "{{ vars.order }}", "timeoutSeconds": 3600, "saveTo": "payment" },
                    "links": { "received": "thanks", "timedOut": "late" } },
          "thanks": { "type": "say", "config": { "text": "Paid: {{ vars.payment.amount }}" } },
          "late": { "type": "say", "config": { "text": "Too late." } } }
        """;

    [Fact]
    public async Task An_event_wakes_the_runs_that_wait_for_it_and_no_others()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Payments);
        await WaitForPaymentAsync(studio, "anna", "1003");
        await WaitForPaymentAsync(studio, "bert", "1003");
        await WaitForPaymentAsync(studio, "carl", "1004");

        await TellAsync(studio, "1003", 42);
        await studio.WhenSaidAsync("anna", "Paid: 42");
        await studio.WhenSaidAsync("bert", "Paid: 42");
        await TellAsync(studio, "1004", 7);
        await studio.WhenSaidAsync("carl", "Paid: 7");

        Assert.Equal(2, (await studio.SaidAsync("anna")).Count);
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM EventWaits", 0);
    }

    [Fact]
    public async Task An_event_that_is_faster_than_the_commit_of_the_wait_is_not_lost()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Payments);
        await studio.OpenAsync("anna", "shop");
        await studio.WhenSaidAsync("anna", "Which order?");

        await TellAsync(studio, "1003", 42);
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Events WHERE DeliveredAt IS NOT NULL", 1);
        await studio.PostAsync("anna", "1003");

        await studio.WhenSaidAsync("anna", "Paid: 42");
    }

    [Fact]
    public async Task An_event_from_before_the_run_or_from_too_long_ago_does_not_count()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Payments);
        await TellAsync(studio, "1003", 1);
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Events WHERE DeliveredAt IS NOT NULL", 1);
        studio.Time.Advance(TimeSpan.FromSeconds(1));
        await WaitForPaymentAsync(studio, "anna", "1003");

        await studio.OpenAsync("bert", "shop");
        await studio.WhenSaidAsync("bert", "Which order?");
        await TellAsync(studio, "1004", 2);
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Events WHERE DeliveredAt IS NOT NULL", 2);
        studio.Time.Advance(TimeSpan.FromMinutes(6));
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Events", 0);
        await studio.PostAsync("bert", "1004");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM EventWaits WHERE IsMet = 0", 2);

        Assert.Equal(["Which order?"], await studio.SaidAsync("anna"));
    }

    [Fact]
    public async Task A_run_does_not_get_the_same_event_twice_however_often_it_waits()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync(
            "shop",
            """
            { "start": { "type": "trigger.start", "links": { "next": "wait" } },
              "wait": { "type": "waitForEvent", "config": { "event": "paid", "anyOfThem": true, "saveTo": "payment" }, "links": { "received": "thanks" } },
              "thanks": { "type": "say", "config": { "text": "{{ vars.payment.amount }}" }, "links": { "next": "wait" } } }
            """
        );
        await studio.OpenAsync("anna", "shop");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM EventWaits", 1);

        await TellAsync(studio, "1", 1);
        await TellAsync(studio, "2", 2);
        await TellAsync(studio, "3", 3);
        await studio.WhenSaidAsync("anna", "3");

        Assert.Equal(["1", "2", "3"], await studio.SaidAsync("anna"));
    }

    [Fact]
    public async Task A_wait_that_nothing_ends_times_out_also_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var clock = new ManualTimeProvider();
        await using (var first = await RunningStudio.StartAsync(folder, clock))
        {
            await first.PublishAsync("shop", Payments);
            await WaitForPaymentAsync(first, "anna", "1003");
        }

        clock.Advance(TimeSpan.FromHours(2));
        await using (var second = await RunningStudio.StartAsync(folder, clock))
        {
            await second.WhenSaidAsync("anna", "Too late.");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_a_flow_tells_starts_the_flows_that_start_on_it_once()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishFlowsAsync(
            "shop",
            """
            { "main": { "id": "main", "name": "Main", "nodes": {
                "start": { "type": "trigger.start", "links": { "next": "tell" } },
                "tell": { "type": "emit", "config": { "event": "order.placed", "correlation": "7", "data": { "total": "=2 * 21" } } } } },
              "mail": { "id": "mail", "name": "Mail", "nodes": {
                "on": { "type": "trigger.event", "config": { "event": "order.placed" }, "links": { "next": "say" } },
                "say": { "type": "say", "config": { "text": "{{ event.name }} {{ event.correlation }} {{ event.data.total }}" } } } } }
            """
        );

        await studio.OpenAsync("anna", "shop");
        var runs = await studio.WhenCompletedAsync("shop", 2);

        Assert.Equal(2, runs.Count);
        Assert.Equal(["order.placed 7 42"], await studio.SaidAsync(Assert.Single(runs, r => r.FlowId == "mail").ConversationId));
        Assert.Equal(["anna"], (await studio.Conversations.ListAsync(new([]), RunningStudio.Token)).Select(c => c.Id));
    }

    [Fact]
    public async Task An_event_that_was_committed_and_not_delivered_is_delivered_after_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        var clock = new ManualTimeProvider();
        await using (var first = await RunningStudio.StartAsync(folder, clock))
        {
            await first.PublishAsync("shop", Payments);
            await WaitForPaymentAsync(first, "anna", "1003");
            // Committed, and the process is killed before the loop hears of it.
            await first
                .Get<StudioWriter>()
                .CommitAsync(
                    unit =>
                        unit.Sql.Execute(
                            "INSERT INTO Events (BotId, Name, Correlation, Event, Depth, At) VALUES ('shop', 'paid', '1003', $1, 0, $2)",
                            """{ "name": "paid", "correlation": "1003", "data": { "amount": 42 } }"""u8.ToArray(),
                            clock.GetUtcNow()
                        ),
                    RunningStudio.Token
                );
        }

        await using (var second = await RunningStudio.StartAsync(folder, clock))
        {
            await second.WhenSaidAsync("anna", "Paid: 42");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Flows_that_start_each_other_for_ever_are_stopped()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishFlowsAsync(
            "shop",
            """
            { "main": { "id": "main", "name": "Main", "nodes": {
                "on": { "type": "trigger.event", "config": { "event": "ping" }, "links": { "next": "again" } },
                "again": { "type": "emit", "config": { "event": "ping" } } } } }
            """
        );

        await TellAsync(studio, null, 1, "ping");
        await studio.WhenCompletedAsync("shop", EventRecords.MostDepth);
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Events WHERE DeliveredAt IS NULL", 0);

        Assert.Equal(EventRecords.MostDepth, (await studio.RunsAsync("shop")).Count);
    }

    private static async Task WaitForPaymentAsync(RunningStudio studio, string visitor, string order)
    {
        await studio.OpenAsync(visitor, "shop");
        await studio.WhenSaidAsync(visitor, "Which order?");
        await studio.PostAsync(visitor, order);
        await studio.WhenScalarAsync($"SELECT COUNT(*) FROM EventWaits WHERE IsMet = 0 AND ConversationId = '{visitor}'", 1);
    }

    private static Task<bool> TellAsync(RunningStudio studio, string? order, int amount, string name = "paid") =>
        studio
            .Get<StudioWriter>()
            .CommitAsync(
                unit =>
                {
                    var told = new EmittedEvent(name, order, JsonSerializer.SerializeToElement(new { amount }));
                    studio.Get<EventRecords>().Store(unit, "shop", told, runId: null, depth: 0);
                    return true;
                },
                RunningStudio.Token
            );
}
