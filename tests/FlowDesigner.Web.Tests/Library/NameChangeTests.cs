using FlowDesigner.Web.Library.Finding;
using FlowDesigner.Web.Library.Renaming;
using FlowEngine.Conversing;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Library;

public sealed class NameChangeTests
{
    public static TheoryData<string, string, string?, string, string[]> Renames =>
        new()
        {
            {
                "Variable",
                "order",
                "order",
                "purchase",
                [
                    "\"/orders/{{ vars.purchase.id }}\"",
                    "\"saveTo\": \"purchase\"",
                    "\"amount\": \"=vars.purchase.total\"",
                    "vars['purchase'].id",
                    "vars.purchase.open",
                    "\"purchase\": \"=null\"",
                    "\"variable\": \"purchase.id\"",
                ]
            },
            { "Variable", "amount", "sum", "price", ["\"price\": \"=vars.order.total\"", "vars.total = vars.price * 2"] },
            { "Variable", "total", "sum", "doubled", ["{{ vars.result.doubled }}", "{{ nodes.count.output.doubled }}", "vars.doubled = vars.amount", "vars.order.total"] },
            { "Variable", "customer", null, "buyer", ["{{ vars.buyer }}:"] },
            { "Connection", "shop", null, "store", ["\"store\": \"http\"", "\"connection\": \"store\""] },
            { "Intent", "orderStatus", null, "whereIsIt", ["\"intent\": \"whereIsIt\"", "input.intent == 'orderStatus'"] },
            { "Flow", "sum", null, "add-up", ["\"id\": \"add-up\"", "\"flow\": \"add-up\""] },
        };

    [Theory]
    [MemberData(nameof(Renames))]
    public void Renames_everywhere_and_back_again(string kind, string name, string? flow, string other, string[] texts)
    {
        var thing = new Thing(Enum.Parse<ThingKind>(kind), name, flow);

        var there = NameChange.Plan(Desk.Bundle, Desk.Catalog, thing, other);
        var back = NameChange.Plan(there.After, Desk.Catalog, thing with { Name = other }, name);

        var written = Desk.Text(there.After);
        Assert.All(texts, text => Assert.Contains(text, written, StringComparison.Ordinal));
        Assert.Equal(Desk.Text(Desk.Bundle), Desk.Text(back.After));
    }

    [Fact]
    public void Renames_in_the_dialogue_too()
    {
        var dialogue = new DialogueSettings(
            new Dictionary<DialogueCommand, CommandSettings> { [DialogueCommand.Help] = new(Flow: "sum") },
            new LadderSettings(Suggestions: ["orderStatus"])
        );
        var bundle = Desk.Bundle with { Bot = Desk.Bundle.Bot with { Dialogue = dialogue } };

        var flow = NameChange.Plan(bundle, Desk.Catalog, new Thing(ThingKind.Flow, "sum"), "add-up").After.Bot.Dialogue!;
        var intent = NameChange.Plan(bundle, Desk.Catalog, new Thing(ThingKind.Intent, "orderStatus"), "whereIsIt").After.Bot.Dialogue!;

        Assert.Equal(("add-up", "orderStatus"), (flow.Of(DialogueCommand.Help)!.Flow, flow.Ladder!.Suggestions![0]));
        Assert.Equal(("sum", "whereIsIt"), (intent.Of(DialogueCommand.Help)!.Flow, intent.Ladder!.Suggestions![0]));
    }

    [Fact]
    public void Renames_the_connection_of_the_second_opinion_too()
    {
        var bundle = Desk.Bundle with { Bot = Desk.Bundle.Bot with { Understanding = new UnderstandingSettings(SecondOpinion: new SecondOpinionSettings("shop")) } };

        var plan = NameChange.Plan(bundle, Desk.Catalog, new Thing(ThingKind.Connection, "shop"), "store");

        Assert.Equal("store", plan.After.Bot.Understanding!.SecondOpinion!.Connection);
    }

    [Fact]
    public void Leaves_flows_alone_that_do_not_use_it()
    {
        var plan = NameChange.Plan(Desk.Bundle, Desk.Catalog, new Thing(ThingKind.Connection, "shop"), "store");

        Assert.Same(Desk.Bundle.Flows["sum"], plan.After.Flows["sum"]);
    }

    [Fact]
    public void Names_what_only_its_author_can_judge()
    {
        var plan = NameChange.Plan(Desk.Bundle, Desk.Catalog, new Thing(ThingKind.Intent, "orderStatus"), "whereIsIt");

        Assert.Equal("which", Assert.Single(plan.Mentions).NodeId);
    }

    [Theory]
    [InlineData("Variable", "order", "order", "result", "Taken")]
    [InlineData("Variable", "order", "order", "customer", "Taken")]
    [InlineData("Variable", "customer", null, "amount", "Taken")]
    [InlineData("Variable", "order", "order", "order", "Same")]
    [InlineData("Variable", "order", "order", "Total price", "NoName")]
    [InlineData("Flow", "sum", null, "order", "Taken")]
    [InlineData("Flow", "sum", null, "addUp", "NoName")]
    [InlineData("Intent", "orderStatus", null, "where-is-it", "NoName")]
    public void Refuses_names_that_would_mix_things_up(string kind, string name, string? flow, string other, string refusal)
    {
        var plan = NameChange.Plan(Desk.Bundle, Desk.Catalog, new Thing(Enum.Parse<ThingKind>(kind), name, flow), other);

        Assert.Equal((refusal, Desk.Bundle), (plan.Refusal.ToString(), plan.After));
    }
}
