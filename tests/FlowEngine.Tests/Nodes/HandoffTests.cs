using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class HandoffTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Tells_the_visitor_one_thing_and_the_agents_all_they_need()
    {
        const string Config = """
            { "reason": "Order {{ vars.order }} is late", "text": "One moment.", "queue": " billing ",
              "summary": "Asked twice about {{ vars.order }}.", "variables": ["order", "missing", "long"] }
            """;
        using var chat = _engine.Talk(
            Flow.With("start", Use.Start)
                .Then("agent", NodeSpec.Of("handoff", Config))
                .Variable("order", 1003)
                .Variable("long", new string('x', 2_000))
        );

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Order 1003 is late", chat.HandoffReason);
        Assert.Equal(
            [("One moment.", MessageAudience.Visitor), ($"Asked twice about 1003.\norder: 1003\nmissing: –\nlong: {new string('x', 499)}…", MessageAudience.Agents)],
            chat.Transcript.Select(m => (m.Text, m.Audience))
        );
    }

    [Fact]
    public async Task Says_it_in_the_language_of_the_conversation()
    {
        const string Config = """{ "reason": "late", "text": "One moment.", "translations": [ { "language": "de", "text": "Einen Moment." } ] }""";
        using var chat = _engine.TalkIn("de", Bot.With(Flow.With("start", Use.Start).Then("agent", NodeSpec.Of("handoff", Config))));

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Einen Moment."], chat.Answers());
    }

    [Fact]
    public async Task A_note_is_for_the_agents_alone_and_the_flow_goes_on()
    {
        using var chat = _engine.Talk(
            Flow.With("start", Use.Start).Then("note", NodeSpec.Of("note", """{ "text": "Owes {{ 100 + 200 }}" }""")).Then("hello", Use.Say("Hello"))
        );

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [("Owes 300", MessageAudience.Agents), ("Hello", MessageAudience.Visitor)],
            chat.Transcript.Select(m => (m.Text, m.Audience))
        );
    }
}
