using System.Security.Claims;
using Bunit;
using FlowDesigner.Web.Library;
using FlowDesigner.Web.Tests.Wording;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace FlowDesigner.Web.Tests.Library;

public sealed class BotListPageTests : ComponentTest
{
    private readonly IFlowLibrary _library = Substitute.For<IFlowLibrary>();

    public BotListPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("Mira").SetClaims(new Claim(ClaimTypes.Name, "Mira"));
        Services.AddSingleton(_library);
        Services.AddSingleton(TimeProvider.System).AddSingleton(Desk.Catalog);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void Offers_finished_starts_where_there_is_no_bot()
    {
        _library.ListAsync(Arg.Any<CancellationToken>()).Returns([]);

        var page = Render<BotListPage>();

        Assert.Contains("Make your first bot", page.Markup, StringComparison.Ordinal);
        Assert.Equal(BotStart.Finished.Count, page.FindAll(".start").Count);
    }

    [Fact]
    public async Task Deletes_a_bot_only_after_it_was_confirmed()
    {
        _library.ListAsync(Arg.Any<CancellationToken>()).Returns([new BotSummary("shop", "Shop", 2, false, default, "Jonas", [])]);
        var page = Render<BotListPage>();

        await page.Find(".menu .danger").ClickAsync();
        await _library.DidNotReceiveWithAnyArgs().DeleteAsync("", "", Arg.Any<CancellationToken>());

        await page.Find("dialog form").SubmitAsync();
        await _library.Received(1).DeleteAsync("shop", "Mira", Arg.Any<CancellationToken>());
    }

    [Fact]
    public void Tells_what_was_searched_when_nothing_is_found()
    {
        _library.ListAsync(Arg.Any<CancellationToken>()).Returns([new BotSummary("shop", "Shop", null, false, default, "Jonas", [])]);
        var page = Render<BotListPage>();

        page.Find("input[type=search]").Change("warehouse");

        Assert.Contains("Nothing is called “warehouse”", page.Find(".nothing").TextContent, StringComparison.Ordinal);
        page.Find(".nothing button").Click();
        Assert.Contains("Draft, never live", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_fields_of_flows_that_have_what_is_searched()
    {
        _library.ListAsync(Arg.Any<CancellationToken>()).Returns([new BotSummary("desk", "Desk", null, false, default, "Jonas", [])]);
        _library.FindAsync("desk", Arg.Any<CancellationToken>()).Returns(new BotDraft(Desk.Bundle, "first", null));
        var page = Render<BotListPage>();

        page.Find("input[type=search]").Change("/ORDERS/");

        Assert.Equal("/bots/desk/flows/order?node=find", page.Find(".results a").GetAttribute("href"));
        Assert.Equal("/orders/", page.Find(".results mark").TextContent);
    }
}
