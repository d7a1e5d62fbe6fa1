using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Dispatch;

/// <summary>Published flows on the whole runtime: one that loops for long, and visitors beside it.</summary>
public sealed class FairnessTests
{
    private const int Chats = 50;

    private const string Looping = """
        { "start": { "type": "trigger.start", "links": { "next": "begin" } },
          "begin": { "type": "set", "config": { "values": { "round": 0 } }, "links": { "next": "loop" } },
          "loop": { "type": "while", "config": { "when": "=vars.round < 100000", "maxIterations": 100000 }, "links": { "do": "count", "done": "over" } },
          "count": { "type": "set", "config": { "values": { "round": "=vars.round + 1" } } },
          "over": { "type": "say", "config": { "text": "over" } } }
        """;

    private const string Greeting = """
        { "start": { "type": "trigger.start", "links": { "next": "name" } },
          "name": { "type": "ask", "config": { "text": "Your name?", "saveTo": "name" }, "links": { "answered": "hello", "gaveUp": "hello" } },
          "hello": { "type": "say", "config": { "text": "Hello {{ vars.name }}." } } }
        """;

    [Fact]
    public async Task Fifty_chats_are_answered_by_the_only_worker_before_a_long_loop_has_ended()
    {
        await using var studio = await RunningStudio.StartAsync(options: o => o.ParallelTurns = 1);
        await studio.PublishAsync("long", Looping, variables: """{ "round": { "type": "number" } }""");
        await studio.PublishAsync("friendly", Greeting, variables: """{ "name": { "type": "any" } }""");
        await studio.OpenAsync("loop", "long");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Runs WHERE BotId = 'long'", 1); // its first slice is done

        for (var c = 0; c < Chats; c++)
        {
            await studio.OpenAsync($"c{c}", "friendly");
            await studio.PostAsync($"c{c}", $"Visitor {c}");
        }

        for (var c = 0; c < Chats; c++)
        {
            await studio.WhenSaidAsync($"c{c}", $"Hello Visitor {c}.");
        }

        Assert.Empty(await studio.SaidAsync("loop"));
        var run = Assert.Single(await studio.RunsAsync("long"));
        Assert.Equal(RunStatus.Running, run.Status);
        Assert.Equal(CancelStatus.Accepted, await studio.Conversations.CancelRunAsync(run.Id, "test", RunningStudio.Token));
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Runs WHERE BotId = 'long' AND Status = 4", 1);
    }
}
