using System.Security.Claims;
using Bunit;
using FlowDesigner.Web.Library;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;
using FlowRuntime.Library;
using FlowRuntime.Library.Filing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace FlowDesigner.Web.Tests.Library;

public sealed class BotListPageTests : ComponentTest
{
    private readonly IFlowLibrary _library = Substitute.For<IFlowLibrary>();
    private readonly IBotFiling _filing = Substitute.For<IBotFiling>();

    public BotListPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("Mira").SetClaims(new Claim(ClaimTypes.Name, "Mira"));
        Services.AddSingleton(_library).AddSingleton(_filing);
        _filing.ListAsync(Arg.Any<CancellationToken>()).Returns(new Dictionary<string, BotPlace>());
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

        page.Find("input[type=search]").Input("warehouse");

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

        page.Find("input[type=search]").Input("/ORDERS/");

        Assert.Equal("/bots/desk/flows/order?node=find", page.Find(".results a").GetAttribute("href"));
        Assert.Equal("/orders/", page.Find(".results mark").TextContent);
    }

    [Fact]
    public async Task Publishes_the_chosen_bots_and_names_those_with_problems()
    {
        _library.ListAsync(Arg.Any<CancellationToken>()).Returns([Draft("a", "Ann"), Draft("b", "Bob"), Draft("c", "Cid")]);
        _library.PublishAsync("a", "Mira", Arg.Any<CancellationToken>()).Returns(new PublishResult(3, []));
        _library
            .PublishAsync("b", "Mira", Arg.Any<CancellationToken>())
            .Returns(new PublishResult(null, [new Problem("flow.empty", ProblemSeverity.Error, "", "")]));
        var page = await ChoosingAsync("Ann", "Bob");

        await page.FindAll(".bulk button").First(b => b.TextContent == "Publish").ClickAsync();
        await page.Find("dialog form").SubmitAsync();

        Assert.Contains("Live now: Ann (v3). Left as they were: Bob (one problem).", page.Find(".notice").TextContent, StringComparison.Ordinal);
        await _library.DidNotReceive().PublishAsync("c", Arg.Any<string>(), Arg.Any<CancellationToken>());
        Assert.Empty(page.FindAll(".bulk"));
    }

    [Fact]
    public async Task Files_the_chosen_bots_and_keeps_the_tags_that_only_one_has()
    {
        _library.ListAsync(Arg.Any<CancellationToken>()).Returns([Draft("a", "Ann"), Draft("b", "Bob")]);
        _filing
            .ListAsync(Arg.Any<CancellationToken>())
            .Returns(new Dictionary<string, BotPlace> { ["a"] = new("Web", ["pilot", "new"]), ["b"] = new("", ["pilot"]) });
        var page = await ChoosingAsync("Ann", "Bob");

        await page.FindAll(".bulk button").First(b => b.TextContent == "Folder and tags").ClickAsync();
        Assert.Equal("pilot", page.Find("#filing-tags").GetAttribute("value"));
        await page.Find("#filing-folder").ChangeAsync("Shops");
        await page.Find("#filing-tags").ChangeAsync("live");
        await page.Find("dialog form").SubmitAsync();

        await _filing
            .Received(1)
            .FileAsync(
                Arg.Is<IReadOnlyDictionary<string, BotPlace>>(p =>
                    p["a"].Folder == "Shops" && p["a"].Tags.SequenceEqual(new[] { "live", "new" }) && p["b"].Tags.SequenceEqual(new[] { "live" })
                ),
                "Mira",
                Arg.Any<CancellationToken>()
            );
    }

    private static BotSummary Draft(string id, string name) => new(id, name, null, false, default, "Jonas", []);

    private async Task<IRenderedComponent<BotListPage>> ChoosingAsync(params string[] names)
    {
        var page = Render<BotListPage>();
        foreach (var name in names)
        {
            await page.FindAll(".choose").First(c => c.TextContent == $"Choose {name}").QuerySelector("input")!.ChangeAsync(true);
        }

        return page;
    }
}
