using System.Text.Json;
using FlowDesigner.Web.Editor.Simulator;
using FlowDesigner.Web.Wording;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;

namespace FlowDesigner.Web.Tests.Editor.Simulator;

public sealed class RunLogTests
{
    private readonly RunLog _log = new(Sample.Bundle, "order-status", Sample.Catalog, new Texts<SimulatorText>(new PageLanguage(PageLanguage.English)));

    [Fact]
    public void Lights_up_the_nodes_and_links_that_a_run_took()
    {
        Entry(JournalKind.RunStarted, "");
        Entry(JournalKind.NodeCompleted, "asked", "next", 2);
        Entry(JournalKind.RunSuspended, "number");

        Assert.Equal(("done", "2 ms"), (_log.Path.Nodes["asked"].State, _log.Path.Nodes["asked"].Label));
        Assert.Equal("waiting", _log.Path.Nodes["number"].State);
        Assert.Equal(["asked/next"], _log.Path.Links.Keys);
        Assert.Equal(["On intent", "Ask"], _log.Picture.Steps.Select(s => s.Title));
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
    public void Shows_the_question_that_waits_and_the_flow_that_answers_meanwhile()
    {
        Entry(JournalKind.RunStarted, "");
        Entry(JournalKind.RunSuspended, "number");
        Assert.Empty(_log.Picture.Stack);

        Entry(JournalKind.Interrupted, "number", data: "\"order-status\"");
        Assert.Equal(["Ask", "Order status"], _log.Picture.Stack);
        Entry(JournalKind.Interrupted, "tell", data: "\"else\"");
        Assert.Equal(["Ask", "Say", "else"], _log.Picture.Stack);
        Entry(JournalKind.CameBack, "tell", data: "\"else\"");
        Assert.Equal(["Ask", "Order status"], _log.Picture.Stack);

        Entry(JournalKind.RunCancelled, "");
        Assert.Empty(_log.Picture.Stack);
    }

    [Fact]
    public void Tells_in_words_what_failed()
    {
        _log.Journal(new JournalEntry(JournalKind.NodeFailed, "r", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, "error", new NodeError("http.timeout", "No complete answer from the shop.", true)));

        Assert.Equal("failed", _log.Path.Nodes["tell"].State);
        Assert.Equal(new ChatLine.Event("Say: No complete answer from the shop.", true), _log.Lines[0]);
    }

    [Fact]
    public void Knows_what_each_node_gave_until_the_next_run_begins()
    {
        Entry(JournalKind.RunStarted, "");
        Entry(JournalKind.NodeCompleted, "number", "answered", data: """{ "total": 49.9 }""");
        _log.Journal(new JournalEntry(JournalKind.NodeFailed, "r", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, "error", new NodeError("http.timeout", "No answer.", true)));

        Assert.Equal("""{"output":{"total":49.9},"error":null}""", Plain("number"));
        Assert.Equal("""{"output":null,"error":{"code":"http.timeout","message":"No answer."}}""", Plain("tell"));
        Entry(JournalKind.RunStarted, "");
        Assert.Empty(_log.Given);

        string Plain(string node) => JsonSerializer.Serialize(_log.Given[node]);
    }

    [Fact]
    public void Shows_the_latest_run_only()
    {
        Entry(JournalKind.RunStarted, "");
        Entry(JournalKind.NodeCompleted, "asked", "next", 2);
        Entry(JournalKind.RunStarted, "");

        Assert.Empty(_log.Picture.Steps);
        Assert.Empty(_log.Path.Nodes);
    }

    [Theory]
    [InlineData(null, "→ next")]
    [InlineData("order-status/each.1:item[2]", "item 3: → next")]
    [InlineData("order-status/both.1:stock/each.2:item[0]", "stock, item 1: → next")]
    [InlineData("order-status/call.1", "→ next")]
    public void Names_the_round_and_the_branch_that_a_node_ran_in(string? frame, string words)
    {
        _log.Journal(new JournalEntry(JournalKind.NodeCompleted, "run", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, "next", Frame: frame));

        Assert.Equal(words, Assert.Single(_log.Picture.Steps).Words);
    }

    [Fact]
    public void Keeps_the_same_visit_of_two_branches_apart()
    {
        foreach (var branch in new[] { "a", "b" })
        {
            _log.Journal(new JournalEntry(JournalKind.NodeCompleted, "run", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, "next", Frame: $"order-status/both.1:{branch}"));
        }

        Assert.Equal(["a: → next", "b: → next"], _log.Picture.Steps.Select(s => s.Words));
    }

    [Fact]
    public void Tells_that_a_failed_node_is_tried_again_and_when()
    {
        _log.Journal(new JournalEntry(JournalKind.NodeRetried, "run", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, Error: new NodeError("http.timeout", "No answer.", true), Data: Sample.Json("1.25")));

        Assert.Equal("No answer. It is tried again after 1.3 s", Assert.Single(_log.Picture.Steps).Words);
        Assert.Equal("is tried again", _log.Path.Nodes["tell"].Label);
    }

    [Fact]
    public void Keeps_the_end_of_a_long_loop()
    {
        for (var visit = 1; visit <= 600; visit++)
        {
            _log.Journal(new JournalEntry(JournalKind.NodeCompleted, "run", "order-status", "tell", visit, DateTimeOffset.UnixEpoch, "next", Frame: $"order-status/each.1:item[{visit - 1}]"));
        }

        Assert.Equal(500, _log.Picture.Steps.Count);
        Assert.Equal("item 600: → next", _log.Picture.Steps[^1].Words);
    }

    [Fact]
    public void Says_which_flow_answers_in_between()
    {
        _log.Journal(new JournalEntry(JournalKind.Interrupted, "run", "order-status", "number", 1, DateTimeOffset.UnixEpoch, Data: Sample.Json("\"order-status\"")));

        Assert.Equal(new ChatLine.Event("Order status answers this first; then the bot comes back to Ask.", IsError: false), _log.Lines[0]);
    }

    [Fact]
    public void Shows_on_the_link_what_the_node_changed_and_how_often_it_was_taken()
    {
        Entry(JournalKind.RunStarted, "", variables: """{ "orderNumber": null }""");
        Entry(JournalKind.NodeCompleted, "number", "answered", visit: 1, variables: """{ "orderNumber": "17" }""");
        Entry(JournalKind.NodeCompleted, "number", "answered", visit: 2, variables: """{ "orderNumber": "1003" }""");

        Assert.Equal(new RunFlow("orderNumber = 1003", "orderNumber = 1003", 2), _log.Path.Links["number/answered"]);
        Assert.Equal("orderNumber", Assert.Single(_log.Picture.Steps[1].Changed).Name);
        Assert.Equal("17", _log.Picture.Steps[1].Before!["orderNumber"].GetString());
    }

    [Fact]
    public void Shows_the_output_where_no_variable_changed()
    {
        Entry(JournalKind.NodeCompleted, "number", "answered", data: """{ "number": 1003, "status": "on-hold", "items": [1, 2, 3] }""");

        Assert.Equal("{ number: 1003, status: on-hold, it…", _log.Path.Links["number/answered"].Value);
        Assert.Contains("\"on-hold\"", _log.Path.Links["number/answered"].Full, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_a_value_at_the_node_where_no_link_leads_on()
    {
        Entry(JournalKind.NodeCompleted, "tell", "next", data: "7");

        Assert.Equal("7", _log.Path.Nodes["tell"].Value);
        Assert.Empty(_log.Path.Links);
    }

    [Fact]
    public void Keeps_the_values_that_a_node_found_when_it_had_to_wait()
    {
        Entry(JournalKind.RunStarted, "", variables: """{ "orderNumber": "old" }""");
        Entry(JournalKind.RunSuspended, "number", variables: """{ "orderNumber": "asked" }""");
        Entry(JournalKind.NodeCompleted, "number", "answered", variables: """{ "orderNumber": "new" }""");

        var step = Assert.Single(_log.Picture.Steps);
        Assert.Equal(("old", "new"), (step.Before!["orderNumber"].GetString(), step.Changed[0].Value.GetString()));
    }

    [Fact]
    public void Says_which_answers_were_made_up()
    {
        var log = new RunLog(Sample.Bundle, "order-status", Sample.Catalog, new Texts<SimulatorText>(new PageLanguage(PageLanguage.English)), (_, node) => node == "tell");
        log.Journal(new JournalEntry(JournalKind.NodeCompleted, "run", "order-status", "number", 1, DateTimeOffset.UnixEpoch, "answered"));
        log.Journal(new JournalEntry(JournalKind.NodeCompleted, "run", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, "next"));

        Assert.Equal("made up", log.Path.Nodes["tell"].Label);
        Assert.Equal(["→ answered", "→ next · made up"], log.Picture.Steps.Select(s => s.Words));
    }

    [Fact]
    public void Tells_the_journal_in_words()
    {
        Entry(JournalKind.RunStarted, "");
        Entry(JournalKind.NodeCompleted, "asked", "next", 2);
        _log.Journal(new JournalEntry(JournalKind.NodeFailed, "run", "order-status", "tell", 1, DateTimeOffset.UnixEpoch, Error: new NodeError("http.timeout", "No answer.", true)));

        Assert.Equal(
            ["Order status: The run begins", "On intent: → next 2 ms", "Say: Failed with http.timeout: No answer."],
            _log.Picture.Journal.Select(l => $"{l.Title}: {l.Words}")
        );
        Assert.Equal([false, false, true], _log.Picture.Journal.Select(l => l.Failed));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Has_words_for_everything_that_a_journal_can_tell(JournalKind kind)
    {
        Entry(kind, "tell");

        Assert.NotEqual($"{kind}", Assert.Single(_log.Picture.Journal).Words);
    }

    public static TheoryData<JournalKind> Kinds => [.. Enum.GetValues<JournalKind>().Where(k => k != JournalKind.NodeNoted)];

    private void Entry(
        JournalKind kind,
        string node,
        string? port = null,
        double? milliseconds = null,
        int visit = 1,
        string? variables = null,
        string? data = null
    ) =>
        _log.Journal(
            new JournalEntry(kind, "run", "order-status", node, visit, DateTimeOffset.UnixEpoch, port, DurationMilliseconds: milliseconds, Data: data is null ? default : Sample.Json(data)),
            variables is null ? null : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(variables)
        );
}
