using FlowEngine.Running;
using Microsoft.Extensions.Logging;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class AssertAndLogTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Goes_on_when_the_condition_holds_and_fails_with_the_message_when_not()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("fine", NodeSpec.Of("assert", """{ "rules": [{ "left": "=vars.total", "operator": "greater", "right": 5 }] }"""))
            .Then("broken", NodeSpec.Of("assert", """{ "when": "=vars.total > 10", "message": "Only {{ vars.total }}." }"""))
            .Link("broken", "error", "tell")
            .And("tell", Use.Say("{{ nodes.broken.error.code }}: {{ nodes.broken.error.message }}"))
            .Variable("total", 7);
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["assert.failed: Only 7."], chat.Answers());
    }

    [Fact]
    public async Task Writes_a_line_with_its_level_and_value_into_the_journal()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("note", NodeSpec.Of("log", """{ "message": "Total {{ vars.total }}", "level": "warning", "data": "=vars.total * 2" }"""))
            .Variable("total", 7);
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        var entry = chat.Journal.Single(e => e.Kind == JournalKind.NodeNoted);
        var note = JournalNote.Of(entry)!;
        Assert.Equal(("note", LogLevel.Warning, "Total 7", 14), (entry.NodeId, note.Level, note.Message, note.Value.GetInt32()));
        Assert.Null(JournalNote.Of(chat.Journal[0]));
    }

    [Fact]
    public async Task Cuts_off_a_line_that_is_too_long_and_leaves_out_a_value_that_is_too_large()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("note", NodeSpec.Of("log", """{ "message": "='a'.repeat(5000)", "data": "='b'.repeat(20000)" }"""));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        var note = JournalNote.Of(chat.Journal.Single(e => e.Kind == JournalKind.NodeNoted))!;
        Assert.Equal(2000, note.Message.Length);
        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, note.Value.ValueKind);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
