using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Dispatch;
using FlowRuntime.Tests.Connections.Calling;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace FlowRuntime.Tests.Dispatch;

/// <summary>A system that does not answer, and two hundred visitors who wait for it.</summary>
public sealed class ManyCallsTests
{
    private const int Visitors = 200;

    private readonly TaskCompletionSource<CallResult> _call = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Messages_are_acknowledged_and_other_bots_answer_while_everybody_waits_for_one_system()
    {
        var calling = 0;
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots()
                .Add("shop", Waiting("shop", () => Interlocked.Increment(ref calling)))
                .Add("other", ScriptedBots.Echo),
            more: services => services.AddSingleton<IConnectionSource>(new Connected())
        );
        for (var i = 0; i < Visitors; i++)
        {
            await runtime.OpenAsync($"c{i}", "shop");
        }

        // Nothing moves the clock: were an acknowledgement or another bot's turn to wait for a call, this would never end.
        await Task.WhenAll(Enumerable.Range(0, Visitors).Select(i => runtime.PostAsync($"c{i}", "order?")));
        await Until.IsAsync(() => calling == Visitors);
        await runtime.PostAsync("c0", "are you there?");
        await runtime.OpenAsync("d", "other");
        await runtime.PostAsync("d", "hello");

        await runtime.WhenLastAsync("d", "echo: hello");
        _call.SetResult(new CallResult("success", default, null));
    }

    [Fact]
    public async Task A_system_that_keeps_too_many_waiting_gets_no_more_calls_but_others_do()
    {
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add("shop", Waiting("shop")).Add("crm", Waiting("crm")),
            options: o => (o.JobsPerConnection, o.CallBudget) = (2, TimeSpan.Zero),
            more: services => services.AddSingleton<IConnectionSource>(new Connected())
        );
        foreach (var conversation in new[] { "c1", "c2" })
        {
            await runtime.OpenAsync(conversation, "shop");
            await runtime.PostAsync(conversation, "order?");
        }

        await JobsAsync(runtime, 2);
        await runtime.OpenAsync("c3", "shop");
        await runtime.PostAsync("c3", "order?");
        await runtime.WhenLastAsync("c3", "connection.busy, to be tried again");
        await runtime.OpenAsync("c4", "crm");
        await runtime.PostAsync("c4", "order?");

        await JobsAsync(runtime, 3);
    }

    private static Task JobsAsync(TestRuntime runtime, int count) => Until.IsAsync(() => runtime.Get<JobRunner>().Running == count);

    /// <summary>Calls a system that does not answer.</summary>
    private React Waiting(string connection, Action? called = null) =>
        async (current, input, host, token) =>
        {
            if (input is not TurnInput.Message { Text: "order?" })
            {
                return await ScriptedBots.Echo(current, input, host, token);
            }

            try
            {
                await host.Connections.OpenAsync(connection, "test", token);
            }
            catch (ConnectionRefusedException e)
            {
                host.Say(new OutgoingMessage($"{e.Code}{(e.Retryable ? ", to be tried again" : "")}"));
                return new TurnOutcome(null);
            }

            called?.Invoke();
            var run = new RunState { RunId = host.Conversation.Id, BotVersion = 1 };
            var key = $"{run.RunId}/main/find/1";
            host.Journal(new JournalEntry(JournalKind.RunStarted, run.RunId, "main", "", 0, host.Now));
            if (await host.WaitAsync(_call.Task, token))
            {
                return new TurnOutcome(null);
            }

            host.Detach(new DetachedCall(run.RunId, key, "main", "find", EffectKind.Read, Idempotent: false), _call.Task);
            run.Status = RunStatus.Waiting;
            run.Frames.Add(new FrameState { FlowId = "main", NodeId = "find", Bookmark = new Bookmark.Job(key) });
            return new TurnOutcome(run);
        };

    /// <summary>Opens whatever is asked for; nothing is sent.</summary>
    private sealed class Connected : IConnectionSource, IDisposable
    {
        private readonly FakeConnection _connection = new("test", new Uri("https://any.test"));

        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            new(_connection);

        public void Dispose() => _connection.Dispose();
    }
}
