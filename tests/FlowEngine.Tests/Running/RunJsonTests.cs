using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Tests.Running;

public sealed class RunJsonTests
{
    [Fact]
    public void Keeps_a_run_as_it_is()
    {
        var run = new RunState
        {
            RunId = "r1",
            BotVersion = 3,
            Status = RunStatus.Waiting,
            Steps = 17,
            Input = new VisitorInput("hello", default, DateTimeOffset.UnixEpoch, StartedRun: true),
            Error = new NodeError("a.b", "It went wrong.", Retryable: true, TimeSpan.FromSeconds(3)),
            TakenEntities = { "orderNumber" },
            Variables = { ["shared"] = JsonElement.Parse("[1, 2]") },
            Frames =
            {
                new FrameState
                {
                    FlowId = "main",
                    NodeId = "ask",
                    Bookmark = new Bookmark.Input(JsonElement.Parse("""{ "tries": 2 }""")) { Ticket = 4 },
                    Structure = new TryState { Phase = TryPhase.Catch },
                    Variables = { ["none"] = JsonElement.Parse("null"), ["Name"] = JsonElement.Parse("\"Vera\"") },
                    Visits = { ["ask"] = 2 },
                    Outputs = { ["find"] = JsonElement.Parse("""{ "id": 1 }""") },
                    Errors = { ["find"] = new NodeError("c.d", "No.", false) },
                },
            },
        };

        var json = JsonSerializer.Serialize(run, RunJson.Default.RunState);
        var read = JsonSerializer.Deserialize(json, RunJson.Default.RunState)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, RunJson.Default.RunState));
        Assert.Equal(JsonValueKind.Undefined, read.Event.ValueKind);
        Assert.Equal(JsonValueKind.Undefined, read.Input!.Value.ValueKind);
        Assert.Equal(JsonValueKind.Null, read.Frames[0].Variables["none"].ValueKind);
        Assert.Equal("Vera", read.Frames[0].Variables["Name"].GetString());
        Assert.Equal(run.Error, read.Error);
        Assert.Equal(2, Assert.IsType<Bookmark.Input>(read.Frames[0].Bookmark).State.GetProperty("tries").GetInt32());
    }

    [Fact]
    public void Tells_an_undefined_value_from_null()
    {
        var undefined = RoundTrip(new TurnInput.Message("hi"));
        var nothing = RoundTrip(new TurnInput.Message("hi", JsonElement.Parse("null")));

        Assert.Equal(JsonValueKind.Undefined, undefined.Value.ValueKind);
        Assert.Equal(JsonValueKind.Null, nothing.Value.ValueKind);
    }

    [Fact]
    public void Keeps_every_kind_of_input_and_bookmark()
    {
        TurnInput[] inputs =
        [
            new TurnInput.Started(),
            new TurnInput.Returned(),
            new TurnInput.TimerFired("r1", 2),
            new TurnInput.JobSettled("r1", "key", new CallResult(null, default, new NodeError("x.y", "No.", true))),
        ];

        Assert.All(
            inputs,
            input =>
            {
                var json = JsonSerializer.Serialize(input, RunJson.Default.TurnInput);
                Assert.Equal(input, JsonSerializer.Deserialize(json, RunJson.Default.TurnInput));
            }
        );
    }

    [Fact]
    public void Keeps_the_files_of_a_message()
    {
        var file = new VisitorFile(new Uri("https://files.test/ü.png"), "ü.png");

        Assert.Equal([file], RoundTrip(new TurnInput.Message("hi", default, [file])).Files!);
        Assert.Null(RoundTrip(new TurnInput.Message("hi")).Files);
    }

    private static TurnInput.Message RoundTrip(TurnInput.Message message) =>
        (TurnInput.Message)
            JsonSerializer.Deserialize(
                JsonSerializer.Serialize(message, RunJson.Default.TurnInput),
                RunJson.Default.TurnInput
            )!;
}
