using System.Security.Claims;
using Bunit;
using FlowDesigner.Web.Dialogue;
using FlowDesigner.Web.Tests.Library;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace FlowDesigner.Web.Tests.Dialogue;

public sealed class DialoguePageTests : ComponentTest
{
    private readonly IFlowLibrary _library = Substitute.For<IFlowLibrary>();

    public DialoguePageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("Mira").SetClaims(new Claim(ClaimTypes.Name, "Mira"));
        Services.AddSingleton(_library);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _library.FindAsync("desk", Arg.Any<CancellationToken>()).Returns(new BotDraft(Desk.Bundle, "first", null));
        _library.Validate(Arg.Any<BotBundle>()).Returns([new Problem("command.phrase", ProblemSeverity.Warning, "/bot/dialogue/commands/help", "Twice."), new Problem("bot.empty", ProblemSeverity.Warning, "", "Elsewhere.")]);
        _library.SaveAsync(Arg.Any<BotBundle>(), Arg.Any<string?>(), "Mira", Arg.Any<CancellationToken>()).Returns(new SaveResult(true, "second"));
    }

    [Fact]
    public async Task Saves_what_was_chosen_in_one_go()
    {
        var page = Render<DialoguePage>(p => p.Add(x => x.BotId, "desk"));

        await page.Find(".form .check input").ChangeAsync(true);
        await page.Find("#frustration").ChangeAsync("0.6");
        await page.Find(".suggested input").ChangeAsync(true);
        await page.Find("#margin").ChangeAsync("0");
        await page.Find("#Help-flow").ChangeAsync("sum");
        await page.Find("#dialogue").SubmitAsync();

        await _library
            .Received(1)
            .SaveAsync(
                Arg.Is<BotBundle>(b =>
                    b.Bot.Dialogue!.Ladder!.Frustration.Equals(0.6)
                    && b.Bot.Dialogue.Ladder.Suggestions!.Single() == "orderStatus"
                    && b.Bot.Dialogue.Clarify!.Margin.Equals(0)
                    && b.Bot.Dialogue.Of(DialogueCommand.Help)!.Flow == "sum"
                ),
                "first",
                "Mira",
                Arg.Any<CancellationToken>()
            );
        Assert.Contains("Saved in the draft", page.Find(".strip.good").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_what_is_wrong_with_the_dialogue_and_nothing_else()
    {
        var page = Render<DialoguePage>(p => p.Add(x => x.BotId, "desk"));

        Assert.Equal(["Twice."], page.FindAll(".strip.warn").Select(s => s.TextContent.Trim()));
    }

    [Fact]
    public async Task A_command_that_is_off_has_nothing_else_to_set()
    {
        var page = Render<DialoguePage>(p => p.Add(x => x.BotId, "desk"));
        Assert.NotEmpty(page.FindAll("#Cancel-flow"));

        await page.Find(".commands .check input").ChangeAsync(false);

        Assert.Empty(page.FindAll("#Cancel-flow"));
    }

    [Fact]
    public async Task Says_that_somebody_else_was_faster()
    {
        _library.SaveAsync(Arg.Any<BotBundle>(), Arg.Any<string?>(), "Mira", Arg.Any<CancellationToken>()).Returns(new SaveResult(false, "third"));
        var page = Render<DialoguePage>(p => p.Add(x => x.BotId, "desk"));

        await page.Find("#dialogue").SubmitAsync();

        Assert.Contains("Somebody else changed this bot", page.Find(".strip.bad").TextContent, StringComparison.Ordinal);
    }
}
