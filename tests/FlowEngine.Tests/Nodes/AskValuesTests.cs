using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

/// <summary>A journey is booked; the clock stands at Monday, 2 March 2026.</summary>
public sealed class AskValuesTests : IDisposable
{
    private const string Slots = """
        "saveTo": "trip", "confirm": true, "slots": [
          { "name": "from", "entity": "fromCity", "question": "Where from?" },
          { "name": "to", "entity": "toCity", "question": "Where to?" },
          { "name": "budget", "entity": "money", "question": "What may it cost?" },
          { "name": "days", "entity": "dateRange", "question": "When?" }
        ]
        """;

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task One_message_fills_two_questions_from_one_entity_by_its_roles()
    {
        using var chat = await OpenAsync();

        await chat.SendAsync("to Rome from Berlin, 3 to 5 April, at most $1,200", Token);

        Assert.Equal("from: Berlin\nto: Rome\nbudget: 1200 USD\ndays: 2026-04-03 – 2026-04-05\nIs that right?", chat.Answers()[^1]);
        await chat.SendAsync("yes", Token);
        var expected = """{ "from": "Berlin", "to": "Rome", "budget": { "amount": 1200, "currency": "USD" }, "days": { "from": "2026-04-03", "to": "2026-04-05" } }""";
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), chat.Variables["trip"]), chat.Variables["trip"].GetRawText());
    }

    [Fact]
    public async Task A_plain_answer_plays_the_role_that_was_asked_for()
    {
        using var chat = await OpenAsync();

        await chat.SendAsync("to Rome", Token);
        await chat.SendAsync("Berlin", Token);

        Assert.Equal(["Where does it go?", "Where from?", "What may it cost?"], chat.Answers());
    }

    [Fact]
    public async Task A_value_of_no_role_is_not_taken_unasked()
    {
        var flow = Flow.With("asked", Use.Intent("book"))
            .Then("where", Use.Ask("Where to?", "\"entity\": \"toCity\", \"saveTo\": \"city\""))
            .Then("done", Use.Say("{{ vars.city }}"));
        using var chat = _engine.TalkIn("en", Trip(flow).Intent("book", "book a trip"));

        await chat.SendAsync("book a trip Berlin", Token);
        await chat.SendAsync("Rome", Token);

        Assert.Equal(["Where to?", "Rome"], chat.Answers());
    }

    [Fact]
    public async Task Expressions_read_roles_as_they_read_entities()
    {
        var flow = Flow.With("asked", Use.Intent("book")).Then("done", Use.Say("{{ input.entities.toCity }}, {{ input.entities.city }}"));
        using var chat = _engine.TalkIn("en", Trip(flow).Intent("book", "book a trip"));

        await chat.SendAsync("book a trip from Berlin to Rome", Token);

        Assert.Equal(["Rome, Berlin"], chat.Answers());
    }

    [Fact]
    public async Task A_file_answers_a_question_for_one_and_words_do_not()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("photo", Use.Ask("Send a photo.", "\"entity\": \"file\", \"saveTo\": \"photo\""))
            .Then("done", Use.Say("{{ vars.photo.name }} at {{ vars.photo.url }}, {{ input.files.length }}"));
        using var chat = _engine.TalkIn("en", Bot.With(flow));
        await chat.StartAsync(Token);

        await chat.SendAsync("https://files.test/a.png", Token);
        await chat.SendAsync("here", [new VisitorFile(new Uri("https://files.test/a.png"), "a.png", "image/png")], Token);

        Assert.Equal(["Send a photo.", "Sorry, that does not fit. Send a photo.", "a.png at https://files.test/a.png, 1"], chat.Answers());
    }

    [Fact]
    public async Task Files_and_words_of_one_message_fill_a_form_together()
    {
        const string Form = """
            "confirm": true, "slots": [
              { "name": "front", "entity": "file", "question": "Front?" },
              { "name": "back", "entity": "file", "question": "Back?" },
              { "name": "count", "entity": "number", "question": "How many?" }
            ]
            """;
        using var chat = _engine.TalkIn("en", Bot.With(Flow.With("start", Use.Start).Then("form", Use.Ask("What is broken?", Form)).Then("done", Use.Say("done"))));
        await chat.StartAsync(Token);

        await chat.SendAsync("two", [new VisitorFile(new Uri("https://files.test/a.png"), "a.png")], Token);
        await chat.SendAsync("", [new VisitorFile(new Uri("https://files.test/b.png"))], Token);

        Assert.Equal(["What is broken?", "Back?", "front: a.png\nback: https://files.test/b.png\ncount: 2\nIs that right?"], chat.Answers());
    }

    [Fact]
    public async Task Today_is_that_of_the_visitor()
    {
        // It is 09:00 in UTC; on the first island of the date line the next day has begun.
        var flow = Flow.With("start", Use.Start).Then("day", Use.Ask("When?", "\"entity\": \"date\", \"saveTo\": \"day\"")).Then("done", Use.Say("{{ vars.day }}"));
        using var chat = _engine.TalkIn("en", Bot.With(flow), "Pacific/Kiritimati");
        await chat.StartAsync(Token);
        await chat.PassAsync(TimeSpan.FromHours(3), Token);

        await chat.SendAsync("today", Token);

        Assert.Equal(["When?", "2026-03-03"], chat.Answers());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Bot Trip(Flow flow) =>
        Bot.With(flow)
            .Entity(
                "city",
                new EntityDefinition(
                    "list",
                    Values: new Dictionary<string, IReadOnlyList<string>> { ["Berlin"] = [], ["Rome"] = [] },
                    Roles: new Dictionary<string, RoleDefinition> { ["fromCity"] = new(["from"], []), ["toCity"] = new(["to"], []) }
                )
            );

    private async Task<SimulatedConversation> OpenAsync()
    {
        var chat = _engine.TalkIn("en", Trip(Flow.With("start", Use.Start).Then("trip", Use.Ask("Where does it go?", Slots)).Then("done", Use.Say("done"))));
        await chat.StartAsync(Token);
        return chat;
    }
}
