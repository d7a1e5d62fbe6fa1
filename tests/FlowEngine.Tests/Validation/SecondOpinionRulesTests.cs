using System.Text;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Validation;
using TestKit.Engine;

namespace FlowEngine.Tests.Validation;

public sealed class SecondOpinionRulesTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("""{ "connection": "lln" }""", "connection.missing", "/connection")]
    [InlineData("""{ "connection": "post" }""", "opinion.connection", "/connection")]
    [InlineData("""{ "connection": "llm", "path": "../secret" }""", "opinion.path", "/path")]
    [InlineData("""{ "connection": "llm", "path": "//elsewhere.test/x" }""", "opinion.path", "/path")]
    [InlineData("""{ "connection": "llm", "kind": "chat" }""", "opinion.model", "/model")]
    public void Tells_what_is_wrong_and_where(string opinion, string code, string at)
    {
        Assert.Equal([(code, $"/bot/understanding/secondOpinion{at}")], ProblemsOf(opinion));
    }

    [Theory]
    [InlineData("""{ "connection": "llm" }""")]
    [InlineData("""{ "connection": "llm", "path": "chat/completions", "kind": "chat", "model": "small-1", "timeoutSeconds": 10 }""")]
    public void Is_content_with_what_is_right(string opinion)
    {
        Assert.Empty(ProblemsOf(opinion));
    }

    [Theory]
    [InlineData("""{ "path": "x" }""", "document.missing")]
    [InlineData("""{ "connection": "llm", "kind": "mail" }""", "document.value")]
    [InlineData("""{ "connection": "llm", "timeoutSeconds": 0.1 }""", "document.value")]
    [InlineData("""{ "connection": "llm", "timeoutSeconds": 11 }""", "document.value")]
    [InlineData("""{ "connection": "llm", "apiKey": "x" }""", "document.member")]
    public void Refuses_a_document_that_says_something_else(string opinion, string code)
    {
        Assert.Contains(code, Read(opinion).Problems.Select(p => p.Code));
    }

    [Fact]
    public void Is_written_as_it_was_read()
    {
        var bot = Read("""{ "connection": "llm", "path": "chat/completions", "kind": "chat", "model": "small-1", "timeoutSeconds": 0.5 }""").Value!;

        var again = BundleDocument.Read(BundleDocument.Write(bot));

        Assert.Equal(new SecondOpinionSettings("llm", "chat/completions", SecondOpinionKind.Chat, "small-1", 0.5), again.Value!.Bot.Understanding?.SecondOpinion);
    }

    private static ReadResult<BotBundle> Read(string opinion) =>
        BundleDocument.Read(
            Encoding.UTF8.GetBytes(
                $$"""
                { "bot": { "id": "shop", "name": "Shop", "languages": ["en"], "intents": { "order": { "phrases": ["where is it"] } },
                    "connections": { "llm": "web", "post": "mail" }, "understanding": { "secondOpinion": {{opinion}} } },
                  "flows": { "main": { "id": "main", "name": "Main", "nodes": { "start": { "type": "trigger.start", "links": { "next": "agent" } }, "agent": { "type": "handoff", "config": { "reason": "x" } } } } }, "tests": {} }
                """
            )
        );

    private List<(string Code, string Pointer)> ProblemsOf(string opinion)
    {
        var read = Read(opinion);
        Assert.True(read.Ok, string.Join("; ", read.Problems.Select(p => $"{p.Pointer} {p.Message}")));
        var connectors = new ConnectorCatalog([Connector("web", _ => new Uri("https://web.test/")), Connector("mail", null)]);
        var problems = new BundleValidator(_engine.Catalog, connectors, _engine.Expressions).Validate(read.Value!);
        return [.. problems.Select(p => (p.Code, p.Pointer)).Where(p => p.Pointer.StartsWith("/bot/understanding", StringComparison.Ordinal))];
    }

    private static ConnectorDefinition Connector(string key, Func<System.Text.Json.JsonElement, Uri?>? address) =>
        new(key, key, "A system of the test.", "globe", [], [], address);
}
