using System.Globalization;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class WaitTests : IDisposable
{
    /// <summary>Monday, 2 March 2026, 09:00 UTC, which is 10:00 in Berlin and 04:00 in New York.</summary>
    private readonly TestEngine _engine = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("""{ "amount": 90, "unit": "seconds" }""", "2026-03-02T09:01:30")]
    [InlineData("""{ "amount": 1.5, "unit": "hours" }""", "2026-03-02T10:30")]
    [InlineData("""{ "amount": 3, "unit": "days" }""", "2026-03-05T09:00")]
    [InlineData("""{ "amount": "=2 + 3" }""", "2026-03-02T09:05")]
    [InlineData("""{ "until": "moment", "at": "2026-03-04T12:00:00+01:00" }""", "2026-03-04T11:00")]
    [InlineData("""{ "until": "moment", "at": "2026-07-01T12:00" }""", "2026-07-01T16:00")]
    [InlineData("""{ "until": "moment", "at": "2026-07-01 12:00", "timeZone": "Europe/Berlin" }""", "2026-07-01T10:00")]
    [InlineData("""{ "until": "timeOfDay", "at": "05:00" }""", "2026-03-02T10:00")]
    [InlineData("""{ "until": "timeOfDay", "at": "03:59" }""", "2026-03-03T08:59")]
    [InlineData("""{ "until": "businessHours", "hours": [{ "days": "tue-fri", "from": "09:30", "to": "17:00" }] }""", "2026-03-03T09:30")]
    [InlineData(
        """{ "until": "businessHours", "hours": [{ "days": "mon-fri", "from": "10:30", "to": "17:00" }], "holidays": ["2026-03-02"], "timeZone": "Europe/Berlin" }""",
        "2026-03-03T09:30"
    )]
    public async Task Waits_until_the_time_has_come(string config, string due)
    {
        using var chat = await StartAsync(config);

        Assert.Equal(Utc(due), chat.Run!.Frames[0].Bookmark!.DueAt);
        Assert.True(await chat.AdvanceAsync(Token));

        Assert.Equal(["done"], chat.Answers());
    }

    [Theory]
    [InlineData("""{ "amount": 0 }""")]
    [InlineData("""{ "until": "moment", "at": "2026-03-02T09:00Z" }""")]
    [InlineData("""{ "until": "businessHours", "hours": [{ "days": "mon", "from": "08:00", "to": "17:00" }] }""")]
    public async Task What_has_come_already_is_not_waited_for(string config)
    {
        using var chat = await StartAsync(config);

        Assert.Equal(["done"], chat.Answers());
    }

    [Theory]
    [InlineData("""{ "amount": -1 }""", "wait.amount")]
    [InlineData("""{ "amount": "=0 - 1" }""", "wait.amount")]
    [InlineData("""{ "amount": 367, "unit": "days" }""", "wait.tooLong")]
    [InlineData("""{ "until": "moment", "at": "tomorrow" }""", "wait.at")]
    [InlineData("""{ "until": "moment", "at": "2030-01-01" }""", "wait.tooLong")]
    [InlineData("""{ "until": "timeOfDay", "at": "25:00" }""", "wait.at")]
    [InlineData("""{ "until": "timeOfDay", "at": "12:00", "timeZone": "Mars/Olympus" }""", "wait.timeZone")]
    [InlineData("""{ "until": "businessHours" }""", "wait.hours")]
    [InlineData("""{ "until": "businessHours", "hours": [{ "days": "weekend", "from": "1", "to": "2" }] }""", "wait.hours")]
    [InlineData(
        """{ "until": "businessHours", "hours": [{ "days": "mon", "from": "09:00", "to": "10:00" }], "holidays": ["Christmas"] }""",
        "wait.holidays"
    )]
    public async Task Settings_that_make_no_sense_fail_with_a_code(string config, string code)
    {
        using var chat = await StartAsync(config);

        Assert.Equal(code, chat.Run!.Error!.Code);
    }

    [Fact]
    public async Task A_business_that_never_opens_fails_instead_of_waiting_for_ever()
    {
        var closed = Enumerable.Range(0, 60).Select(week => $"\"{new DateOnly(2026, 3, 2).AddDays(week * 7):yyyy-MM-dd}\"");
        using var chat = await StartAsync(
            $$"""{ "until": "businessHours", "hours": [{ "days": "mon", "from": "09:00", "to": "10:00" }], "holidays": [{{string.Join(",", closed)}}] }"""
        );

        Assert.Equal("wait.closed", chat.Run!.Error!.Code);
    }

    private async Task<SimulatedConversation> StartAsync(string config)
    {
        var flow = Flow.With("start", Use.Start).Then("pause", NodeSpec.Of("wait", config)).Then("done", Use.Say("done"));
        var options = new SimulationOptions
        {
            Conversation = new ConversationInfo("c", "test", "en", "visitor", null, "America/New_York"),
        };
        var chat = _engine.Talk(Bot.With(flow), options);
        await chat.StartAsync(Token);
        return chat;
    }

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
