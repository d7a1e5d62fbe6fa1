using System.Security.Claims;
using Bunit;
using FlowDesigner.Web.Library;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace FlowDesigner.Web.Tests.Library;

public sealed class NamesPageTests : ComponentTest
{
    private readonly IFlowLibrary _library = Substitute.For<IFlowLibrary>();

    public NamesPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("Mira").SetClaims(new Claim(ClaimTypes.Name, "Mira"));
        var connections = Substitute.For<IConnectionAdmin>();
        connections.ListAsync(Arg.Any<CancellationToken>()).Returns([]);
        Services.AddSingleton(_library).AddSingleton(connections).AddSingleton(Desk.Catalog);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _library.FindAsync("desk", Arg.Any<CancellationToken>()).Returns(new BotDraft(Desk.Bundle, "first", null));
        _library
            .SaveAsync(Arg.Any<BotBundle>(), Arg.Any<string?>(), "Mira", Arg.Any<CancellationToken>())
            .Returns(new SaveResult(true, "second"));
    }

    [Fact]
    public async Task Shows_what_a_rename_changes_before_it_is_done()
    {
        var page = await RenamingAsync("purchase");

        Assert.Contains("7 places change", page.Find("dialog").TextContent, StringComparison.Ordinal);
        await _library.DidNotReceiveWithAnyArgs().SaveAsync(null!, null, "", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Renames_in_one_save_and_takes_it_back_in_another()
    {
        var page = await RenamingAsync("purchase");

        await page.Find("dialog form").SubmitAsync();
        await _library.Received(1).SaveAsync(Arg.Is<BotBundle>(b => b.Flows["order"].Variables.ContainsKey("purchase")), "first", "Mira", Arg.Any<CancellationToken>());
        await page.Find(".notice .fix").ClickAsync();

        await _library.Received(1).SaveAsync(Desk.Bundle, "second", "Mira", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken_and_says_why()
    {
        var page = await RenamingAsync("result");

        Assert.Contains("There is result already", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("dialog del"));
    }

    private async Task<IRenderedComponent<NamesPage>> RenamingAsync(string name)
    {
        var page = Render<NamesPage>(p => p.Add(x => x.BotId, "desk"));
        await page.FindAll(".name").First(n => n.TextContent.Contains("Variable of Order status", StringComparison.Ordinal)).QuerySelector("button.btn.c:not(.sq)")!.ClickAsync();
        await page.Find("#rename-to").ChangeAsync(name);
        await page.Find("dialog form").SubmitAsync();
        return page;
    }
}
