using FlowDesigner.Web.Library.Finding;

namespace FlowDesigner.Web.Tests.Library;

public sealed class UsesTests
{
    public static TheoryData<string, string, string?, string> Known =>
        new()
        {
            { "Variable", "order", "order", "find/path find/saveTo count/inputs/amount tell/text which/arms/0/when keep/values/order asks/steps/1/variable" },
            { "Variable", "amount", "sum", "count/inputs/amount add/code" },
            { "Variable", "total", "sum", "tell/text tell/text add/code" },
            { "Variable", "customer", null, "tell/text" },
            { "Connection", "shop", null, "find/connection asks/mocks/0/connection" },
            { "Intent", "orderStatus", null, "asked/intent" },
            { "Flow", "sum", null, "fallback count/flow asks/steps/2/flow" },
        };

    [Theory]
    [MemberData(nameof(Known))]
    public void Finds_every_place_that_uses_a_thing(string kind, string name, string? flow, string places)
    {
        var thing = new Thing(Enum.Parse<ThingKind>(kind), name, flow);
        var uses = new Uses(Desk.Bundle);

        var found = BotTexts.Of(Desk.Bundle, Desk.Catalog).SelectMany(uses.In).Where(u => u.Thing == thing).Select(u => Place(u.At));

        Assert.Equal(places, string.Join(' ', found));
    }

    [Theory]
    [InlineData("deposit", "Note")]
    [InlineData("where is my", "Intent Test")]
    [InlineData("/ORDERS/{{", "Setting")]
    [InlineData("Tell the total", "Node")]
    [InlineData("[0-9]+", "Entity")]
    public void Searches_every_field_whatever_the_case_of_the_letters(string words, string parts)
    {
        var found = BotSearch.Find([Desk.Bundle], Desk.Catalog, words);

        Assert.Equal(parts, string.Join(' ', found.Select(f => f.Spot.Part)));
    }

    [Fact]
    public void A_text_in_a_node_leads_to_the_node()
    {
        var found = Assert.Single(BotSearch.Find([Desk.Bundle], Desk.Catalog, "Tell the total"));

        Assert.Equal("/bots/desk/flows/order?node=tell", SpotWords.Address(found.Bundle, found.Spot));
    }

    private static string Place(Spot spot) =>
        spot.Part == SpotPart.Fallback ? "fallback" : string.Join('/', spot.Path.Prepend(spot.NodeId ?? spot.Owner));
}
