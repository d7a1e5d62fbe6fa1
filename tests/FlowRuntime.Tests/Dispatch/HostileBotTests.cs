using FlowEngine.Compilation;
using FlowRuntime.Conversations;
using TestKit.Engine;

namespace FlowRuntime.Tests.Dispatch;

/// <summary>Bots whose authors wrote expressions that never end, beside bots that work.</summary>
public sealed class HostileBotTests
{
    private const int Others = 1_000;

    [Theory]
    [InlineData("=(function () { while (true) { } })()")]
    [InlineData("=/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")]
    [InlineData("=(function () { var s = 'x'; while (true) { s += s; } })()")]
    [InlineData("=(function f() { return f(); })()")]
    public async Task A_bot_that_never_ends_an_expression_fails_alone_and_a_thousand_others_are_answered(string expression)
    {
        using var engine = new TestEngine();
        var hostile = engine.Compile(
            Bot.With(Flow.With("start", Use.Start).Then("say", Use.Say(expression)).Called("hostile")).Fallback("hostile")
        );
        var friendly = engine.Compile(
            Bot.With(Flow.With("start", Use.Start).Then("say", Use.Say("You said {{ input.text }}.")).Called("friendly")).Fallback("friendly")
        );
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add("hostile", Run(engine, hostile)).Add("friendly", Run(engine, friendly))
        );
        await runtime.OpenAsync("h", "hostile");
        Assert.Equal(PostStatus.Accepted, (await runtime.PostAsync("h", "one")).Status);
        Assert.Equal(PostStatus.Accepted, (await runtime.PostAsync("h", "two")).Status);

        await Task.WhenAll(
            Enumerable
                .Range(0, Others)
                .Select(async c =>
                {
                    await runtime.OpenAsync($"c{c}", "friendly");
                    await runtime.PostAsync($"c{c}", $"{c}");
                    await runtime.WhenLastAsync($"c{c}", $"You said {c}.");
                })
        );

        // The visitor of the bad bot gets an apology for each message, and no more.
        var messages = await runtime.WhenAsync("h", m => m.Count >= 4);
        Assert.All(messages.Where(m => m.From == MessageFrom.Bot), m => Assert.StartsWith("Sorry", m.Text, StringComparison.Ordinal));
        Assert.Equal(4, messages.Count);
    }

    private static React Run(TestEngine engine, BotProgram program) =>
        (current, input, host, cancellationToken) => engine.Interpreter.ReactAsync(program, current, input, host, cancellationToken);
}
