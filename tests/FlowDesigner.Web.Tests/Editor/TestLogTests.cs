using FlowDesigner.Web.Editor.Simulator;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class TestLogTests
{
    private readonly TestLog _log = new(Sample.Bundle, "order-status", Sample.Catalog);

    [Fact]
    public void Lights_up_the_nodes_and_links_that_a_run_took()
    {
        Entry(JournalKind.RunStarted, "");
        Entry(JournalKind.NodeCompleted, "asked", "next", 2);
        Entry(JournalKind.RunSuspended, "number");

        Assert.Equal(("done", "2 ms"), (_log.Path.Nodes["asked"].State, _log.Path.Nodes["asked"].Label));
        Assert.Equal("waiting", _log.Path.Nodes["number"].State);
        Assert.Equal(["asked/next"], _log.Path.Links);
        Assert.Equal(["On intent", "Ask"], _log.Steps.Select(s => s.Title));
    }

    [Fact]
    public void Signs_what_the_bot_said_with_the_node_that_said_it()
    {
        _log.Bot(new SimulatedMessage(false, "Order 1 is fine.", []));
        Entry(JournalKind.NodeCompleted, "tell", null, 4);

        Assert.Equal("Say", Assert.IsType<ChatLine.Bot>(_log.Lines[0]).Via?.Title);
    }

    [Fact]
    public void Tells_a_note_for_the_agents_apart_from_what_the_visitor_reads()
    {
        _log.Bot(new SimulatedMessage(false, "Owes 300", [], Audience: MessageAudience.Agents));

        Assert.Equal(new ChatLine.Event("Note for agents: Owes 300", IsError: false), _log.Lines[0]);
    }

    [Fact]
    public void Says_how_a_message_was_understood()
    {
        _log.Visitor("where is it", new IntentScore("orderStatus", 0.938));

        Assert.Equal(new ChatLine.Visitor("where is it", "order status", 94), _log.Lines[0]);
    }

    [Fact]
    public void Tells_in_words_what_failed()
    {
        _log.Journal(new JournalEntry(JournalKind.NodeFailed, "r", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, "error", new NodeError("http.timeout", "No complete answer from the shop.", true)));

        Assert.Equal("failed", _log.Path.Nodes["tell"].State);
        Assert.Equal(new ChatLine.Event("Say: No complete answer from the shop.", true), _log.Lines[0]);
    }

    [Fact]
    public void Shows_the_latest_run_only()
    {
        Entry(JournalKind.RunStarted, "");
        Entry(JournalKind.NodeCompleted, "asked", "next", 2);
        Entry(JournalKind.RunStarted, "");

        Assert.Empty(_log.Steps);
        Assert.Empty(_log.Path.Nodes);
    }

    private void Entry(JournalKind kind, string node, string? port = null, double? milliseconds = null) =>
        _log.Journal(new JournalEntry(kind, "run", "order-status", node, 1, DateTimeOffset.UnixEpoch, port, DurationMilliseconds: milliseconds));
}
