using FlowEngine.Connecting;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Validation;
using TestKit.Engine;

namespace FlowEngine.Tests.Validation;

public sealed class DialogueRulesTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_bot_that_leaves_visitors_alone_is_told_so_once()
    {
        Assert.Equal([("bot.handoff", "/bot/dialogue/ladder")], ProblemsOf(Bot.With(Talking)));
    }

    [Fact]
    public void A_ladder_or_a_fallback_with_a_handoff_is_enough()
    {
        var lost = Flow.With("start", Use.Start).Then("agent", Use.Handoff("lost")).Called("lost");

        Assert.Empty(ProblemsOf(Bot.With(Talking).Ladder(new LadderSettings())));
        Assert.Empty(ProblemsOf(Bot.With(Talking, lost).Fallback("lost")));
    }

    [Fact]
    public void A_bot_that_no_visitor_begins_to_talk_with_needs_none()
    {
        var called = Flow.With("called", NodeSpec.Of("trigger.call")).Then("say", Use.Say("hi")).Then("agent", Use.Handoff("why"));

        Assert.DoesNotContain("bot.handoff", ProblemsOf(Bot.With(called)).Select(p => p.Code));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("called")]
    public void A_command_needs_a_flow_that_can_begin(string flow)
    {
        var called = Flow.With("called", NodeSpec.Of("trigger.call")).Then("say", Use.Say("hi")).Then("agent", Use.Handoff("why")).Called("called");
        var bot = Bot.With(Talking, called).Ladder(new LadderSettings()).Commanding(DialogueCommand.Help, new CommandSettings(Flow: flow));

        Assert.Equal([("command.flow", "/bot/dialogue/commands/help/flow")], ProblemsOf(bot));
    }

    [Fact]
    public void Words_of_commands_are_not_empty_and_mean_one_thing()
    {
        var bot = Bot.With(Talking)
            .Ladder(new LadderSettings())
            .Commanding(DialogueCommand.Cancel, new CommandSettings(Phrases: new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["Enough", "?!"] }))
            .Commanding(DialogueCommand.Help, new CommandSettings(Phrases: new Dictionary<string, IReadOnlyList<string>> { ["de"] = ["enough"], ["en"] = ["ENOUGH!"] }));

        Assert.Equal(
            [("command.phrase", "/bot/dialogue/commands/cancel/phrases/en/1"), ("command.phrase", "/bot/dialogue/commands/help/phrases/en/0")],
            ProblemsOf(bot)
        );
    }

    [Fact]
    public void Suggestions_are_intents_of_the_bot()
    {
        var bot = Bot.With(Talking).Intent("order", "order").Ladder(new LadderSettings(Suggestions: ["order", "ordre"]));

        Assert.Equal([("intent.missing", "/bot/dialogue/ladder/suggestions/1")], ProblemsOf(bot));
    }

    private static Flow Talking => Flow.With("start", Use.Start).Then("say", Use.Say("hi")).Then("agent", Use.Handoff("why"));

    private IEnumerable<(string Code, string Pointer)> ProblemsOf(Bot bot)
    {
        var validator = new BundleValidator(_engine.Catalog, new ConnectorCatalog([]), _engine.Expressions);
        return validator.Validate(bot.Build()).Where(p => p.Code != "connection.connector").Select(p => (p.Code, p.Pointer));
    }
}
