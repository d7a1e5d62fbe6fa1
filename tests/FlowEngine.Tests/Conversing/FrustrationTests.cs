using System.Globalization;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Conversing;

/// <summary>What tells that a visitor loses patience, and what a bot makes of it.</summary>
public sealed class FrustrationTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("en", "Where is my order 1003?")]
    [InlineData("en", "MUG-01, TEE-02, BAG-01")]
    [InlineData("en", "USA")]
    [InlineData("en", "Thank you! Great!")]
    [InlineData("en", "I need the class assessment of Scunthorpe")]
    [InlineData("de", "Wo ist meine Bestellung?")]
    [InlineData("de", "Das Bier aus München, der Preis der Woche, die Straße")]
    [InlineData("de", "Der Mister Ideal Kamin")]
    public void A_calm_message_is_calm(string language, string text) => Assert.Equal(0, Heard(language, text));

    [Theory]
    [InlineData("en", "WHERE IS MY ORDER")]
    [InlineData("en", "where is it!!")]
    [InlineData("en", "this is shit")]
    [InlineData("en", "You are useless.")]
    [InlineData("de", "WO IST MEINE BESTELLUNG")]
    [InlineData("de", "So ein Mist")]
    [InlineData("de", "Das ist doch lächerlich")]
    public void Capitals_marks_swearing_and_complaints_each_tell_a_little(string language, string text) =>
        Assert.InRange(Heard(language, text), 0.15, 0.55);

    [Theory]
    [InlineData("en", "WHERE THE FUCK IS MY ORDER!!!")]
    [InlineData("de", "VERDAMMT, DAS IST UNVERSCHÄMT!!!")]
    public void Several_signs_tell_more_than_one(string language, string text) => Assert.InRange(Heard(language, text), 0.65, 1);

    [Fact]
    public void The_same_message_again_and_again_tells_more_each_time_until_something_else_is_said()
    {
        var levels = Levels("where is my parcel", "Where is my parcel?", "where is my parcel", "ok, thanks for looking", "goodbye then");

        Assert.Equal(0, levels[0]);
        Assert.True(levels[1] > 0.3 && levels[2] > levels[1], string.Join(' ', levels));
        Assert.True(levels[3] < levels[2] && levels[4] < levels[3], string.Join(' ', levels));
    }

    [Fact]
    public void Short_answers_may_be_the_same_and_buttons_tell_nothing()
    {
        Assert.Equal([0d, 0d, 0d], Levels("no", "no", "no"));
        Assert.Equal(0, Mood.Hear(null, new TurnInput.Message("WHERE IS MY ORDER!!", JsonValues.Of("order")), "en").Frustration);
    }

    [Fact]
    public void A_megabyte_is_read_in_part_and_a_storm_of_characters_harms_nobody()
    {
        Assert.InRange(Heard("en", new string('A', 1_000_000)), 0.1, 0.5);
        Assert.Equal(0, Heard("en", string.Concat(Enumerable.Repeat("\u202e🙈\0", 200_000))));
    }

    [Fact]
    public async Task A_flow_decides_by_it()
    {
        var flow = Flow.With("asked", Use.Intent("order"))
            .Then("angry", Use.Branch(("yes", "=input.frustration >= 0.5")))
            .Then("sorry", Use.Say("I am sorry."))
            .And("calm", Use.Say("Sure."))
            .Link("angry", "otherwise", "calm");
        using var chat = _engine.Talk(Bot.With(flow).Intent("order", "order"));

        await chat.SendAsync("my order please", Token);
        await chat.SendAsync("MY FUCKING ORDER!!!", Token);

        Assert.Equal(["Sure.", "I am sorry."], chat.Answers());
    }

    [Fact]
    public async Task Answers_that_do_not_fit_raise_it_and_one_that_fits_ends_that()
    {
        var ask = """ "entity": "number", "maxVisits": 9, "reprompt": "{{ input.frustration }}" """;
        var flow = Flow.With("start", Use.Start).Then("ask", Use.Ask("How many?", ask)).Then("next", Use.Ask("And?")).Then("done", Use.Say("{{ input.frustration }}"));
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);

        foreach (var text in (string[])["one", "two", "three"])
        {
            await chat.SendAsync(text, Token);
        }

        var levels = chat.Answers().Skip(1).Select(a => double.Parse(a, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(0, levels[0]);
        Assert.True(levels[0] < levels[1] && levels[1] < levels[2], string.Join(' ', levels));
        await chat.SendAsync("4", Token);
        await chat.SendAsync("fine by me", Token);
        Assert.True(double.Parse(chat.Answers()[^1], CultureInfo.InvariantCulture) < levels[2]);
    }

    [Fact]
    public async Task The_ladder_skips_to_its_end_for_somebody_who_has_had_enough()
    {
        var order = Flow.With("asked", Use.Intent("order")).Then("say", Use.Say("Order"));
        using var chat = _engine.Talk(Bot.With(order).Intent("order", "order").Ladder(new LadderSettings(Frustration: 0.6)));

        await chat.SendAsync("blub blub", Token);
        await chat.SendAsync("WHAT THE HELL, YOU USELESS IDIOT!!!", Token);

        Assert.Equal(["Sorry, I did not understand that. Could you put it in other words?", "I am getting a colleague. One moment."], chat.Answers());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static double Heard(string language, string text) => Mood.Hear(null, new TurnInput.Message(text), language).Frustration;

    private static List<double> Levels(params string[] texts)
    {
        var levels = new List<double>();
        DialogueState? state = null;
        foreach (var text in texts)
        {
            state = Mood.Hear(state, new TurnInput.Message(text), "en");
            levels.Add(state.Frustration);
        }

        return levels;
    }
}
