using FlowDesigner.Web.Tests.Editor;
using FlowDesigner.Web.Tests.Wording;
using FlowDesigner.Web.Understanding;
using FlowEngine.Connecting;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Understanding;

public sealed class OpinionFormTests
{
    private static readonly ConnectorCatalog Connectors = new([Connector("http", "https://x.test/"), Connector("mail", null)]);

    [Fact]
    public void Offers_connections_that_speak_HTTP_the_bots_own_first()
    {
        var bot = Bare with { Connections = new Dictionary<string, string> { ["post"] = "mail", ["own"] = "http" } };

        var choices = OpinionForm.Choices(bot, [("llm", "http"), ("own", "http"), ("gone", "nothing")], Connectors);

        Assert.Equal(["own", "llm"], choices.Keys);
    }

    [Fact]
    public void What_is_typed_comes_into_the_bot_with_its_connection()
    {
        var form = new OpinionForm(Bare) { IsOn = true, Connection = "llm", Path = "/chat/completions ", Kind = SecondOpinionKind.Chat, Model = " small-1 ", TimeoutSeconds = 1.5 };

        var bot = form.Apply(Bare, new Dictionary<string, string> { ["llm"] = "http" });

        Assert.Equal(new SecondOpinionSettings("llm", "chat/completions", SecondOpinionKind.Chat, "small-1", 1.5), bot.Understanding!.SecondOpinion);
        Assert.Equal("http", bot.Connections["llm"]);
        Assert.True(new OpinionForm(bot).IsOn);
    }

    [Fact]
    public void Switching_it_off_keeps_the_rest_of_the_settings()
    {
        var bot = Bare with { Understanding = new UnderstandingSettings(0.7, new SecondOpinionSettings("llm")) };

        var after = new OpinionForm(bot) { IsOn = false }.Apply(bot, new Dictionary<string, string>());

        Assert.Equal(new UnderstandingSettings(0.7), after.Understanding);
    }

    [Theory]
    [InlineData("", "", "m", 2, "connection")]
    [InlineData("llm", "../x", "m", 2, "path")]
    [InlineData("llm", "x?y=1", "m", 2, "path")]
    [InlineData("llm", "x", " ", 2, "model")]
    [InlineData("llm", "x", "m", 0.1, "timeout")]
    [InlineData("llm", "x", "m", 11, "timeout")]
    [InlineData("llm", "x", "m", 10, null)]
    public void Says_which_field_is_wrong(string connection, string path, string model, double seconds, string? field)
    {
        var text = Speaking.English<UnderstandingText>();
        var form = new OpinionForm(Bare) { IsOn = true, Kind = SecondOpinionKind.Chat, Connection = connection, Path = path, Model = model, TimeoutSeconds = seconds };

        Assert.Equal(field is null ? [] : [field], new[] { "connection", "path", "model", "timeout" }.Where(f => form.ProblemOf(text, f) is not null));
        Assert.Equal(field is null, form.IsGood(text));
    }

    private static BotDefinition Bare => Sample.Bundle.Bot with { Connections = new Dictionary<string, string>(), Understanding = null };

    private static ConnectorDefinition Connector(string key, string? address) =>
        new(key, key, "A system of the test.", "globe", [], [], address is null ? null : _ => new Uri(address));
}
