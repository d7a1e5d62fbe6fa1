using System.Globalization;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Generated;

/// <summary>Flows made by chance; the number in a failure's message makes the same flow again.</summary>
public sealed class GeneratedFlowTests : IDisposable
{
    private readonly TestEngine _engine = new(new RunBudget(StepsPerRun: 5_000));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_engine_and_a_naive_interpreter_agree_on_every_script()
    {
        _engine.Calls.Answer = (config, _, _) =>
            new(int.Parse(config.Value, CultureInfo.InvariantCulture) % 2 != 0 ? StubCalls.Failure("test.odd") : StubCalls.Success(config.Value));

        var compared = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var script = new ScriptMaker(seed).Make();
            var expected = new NaiveInterpreter();
            var error = expected.Run(script);
            if (error == NaiveInterpreter.TooLong)
            {
                continue;
            }

            compared++;
            using var chat = _engine.Talk(ScriptFlows.BotOf(script));
            await chat.StartAsync(Token);

            var said = chat.Answers().Where(a => char.IsAsciiDigit(a[0]));
            var wanted = $"{string.Join(", ", expected.Said)} {error}";
            var got = $"{string.Join(", ", said)} {chat.Run!.Error?.Code}";
            Assert.True(wanted == got, $"{seed}: expected {wanted}, but was {got}");
            Assert.Equal(error is null ? RunStatus.Completed : RunStatus.Failed, chat.Run.Status);
            Assert.Empty(chat.Run.Frames);
        }

        Assert.True(compared > 300, "Most scripts must be short enough to be compared.");
    }

    [Fact]
    public async Task Every_flow_however_senseless_ends_waits_or_exceeds_a_budget()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            using var chat = _engine.Talk(RandomGraph.Make(chance));

            await chat.StartAsync(Token);
            for (var i = 0; i < 5 && chat.Run is { HasEnded: false }; i++)
            {
                await chat.SendAsync(chance.Next(2) == 0 ? "yes" : "7", Token);
            }

            if (chat.Run is { } run)
            {
                Assert.True(run.Status != RunStatus.Running, $"{seed}: it is neither at its end nor waiting.");
                Assert.True(run.HasEnded == (run.Frames.Count == 0), $"{seed}: frames of a run that has ended, or a run without frames.");
                Assert.True(run.HasEnded || run.Frames.Exists(f => WaitsForSomething(f.Bookmark)), $"{seed}: it waits for nothing that could come.");
                Assert.True(run.Error?.Code != "engine.unhandled", $"{seed}: {run.Error?.Message}");
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static bool WaitsForSomething(Bookmark? bookmark) =>
        bookmark is Bookmark.Input or Bookmark.Timer or Bookmark.Event or Bookmark.Job or Bookmark.Retry;
}
