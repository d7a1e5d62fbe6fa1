using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using FlowDesigner.Web.CommandLine;
using FlowDesigner.Web.CommandLine.Testing;
using FlowEngine.Testing;
using TestKit;

namespace FlowDesigner.Web.Tests.CommandLine;

public sealed class TestCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("flow-tests").FullName;
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Goes_along_every_link_of_every_sample_bot()
    {
        var exit = await RunAsync(Repository.PathOf("flows"), "--threshold", "100");

        Assert.True(exit == ExitCode.Ok, _out.ToString() + _error);
    }

    [Fact]
    public async Task Shows_what_failed_with_the_conversation_and_tells_the_shell()
    {
        await WriteBotAsync(("good", "Hello"), ("bad", "Good day"));

        Assert.Equal(ExitCode.Problems, await RunAsync(_root));

        var lines = _out.ToString().Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("/steps/0: The bot says something else.", lines);
        Assert.Contains("expected: \"Good day\"", lines);
        Assert.Contains("actual:   \"Hello\"", lines);
        Assert.Contains("bot: Hello", lines);
        Assert.Contains("tests: 2, passed: 1, failed: 1", lines);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Runs_the_tests_that_were_asked_for()
    {
        await WriteBotAsync(("good", "Hello"), ("bad", "Good day"));

        Assert.Equal(ExitCode.Ok, await RunAsync(_root, "--bot=b", "--filter", "GOOD"));
        Assert.Equal(ExitCode.Usage, await RunAsync(_root, "--bot", "other"));
    }

    [Theory]
    [InlineData("50", ExitCode.Ok)]
    [InlineData("50.1", ExitCode.Problems)]
    public async Task Fails_below_the_threshold_of_links(string threshold, int exit)
    {
        await WriteBotAsync(("good", "Hello"));

        Assert.Equal(exit, await RunAsync(_root, "--threshold", threshold));

        Assert.Contains("f  nodes 2/3  links 1/2 (50 %)  missed: hello.answered, more", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "steps": [ { "sags": "hi" } ] }""", "t.test.json#/steps/0: error test.step:")]
    [InlineData("oops", "t.test.json#: error json.syntax:")]
    public async Task Tells_input_that_it_cannot_read_apart_from_tests_that_fail(string document, string line)
    {
        await WriteBotAsync();
        await File.WriteAllTextAsync(Path.Combine(_root, "tests", "t.test.json"), document, Token);

        Assert.Equal(ExitCode.Usage, await RunAsync(_root));

        Assert.Contains(line, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _out.ToString());
    }

    [Theory]
    [InlineData]
    [InlineData("--coverage")]
    [InlineData("a", "b")]
    [InlineData("a", "--threshold", "101")]
    [InlineData("a", "--threshold")]
    [InlineData("a", "--coverage=yes")]
    [InlineData("a", "--fast")]
    [InlineData("a", "--bot", "b", "--bot", "c")]
    [InlineData("no-such-folder")]
    public async Task Tells_wrong_usage(params string[] args) => Assert.Equal(ExitCode.Usage, await RunAsync(args));

    [Fact]
    public async Task Writes_results_that_CI_servers_read()
    {
        await WriteBotAsync(("good", "Hello"), ("bad", "<Good> & \u0001 day"));
        var file = Path.Combine(_root, "results.xml");

        await RunAsync(_root, "--junit", file);

        var xml = XDocument.Load(file);
        Validate(xml);
        var suite = xml.Root!.Element("testsuite")!; // the schema demands one
        Assert.Equal(("b", "2", "1"), ((string?)suite.Attribute("name"), (string?)suite.Attribute("tests"), (string?)suite.Attribute("failures")));
        var failed = suite.Elements("testcase").Single(c => c.Element("failure") is not null);
        Assert.Equal("b.bad", (string?)failed.Attribute("classname"));
        Assert.Contains("expected: \"<Good> & \uFFFD day\"", failed.Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Equal("bot: Hello", failed.Element("system-out")!.Value);
    }

    [Fact]
    public void Writes_every_text_that_a_visitor_can_type()
    {
        var said = new SimulatedMessage(FromVisitor: true, "a\u0000b\ud83d\ude00c\ud800d\uffff]]>&<", []);
        var result = new FlowTestResult("t", "\ud800", null, [said], TimeSpan.FromSeconds(1.5));

        var xml = XDocument.Parse(Encoding.UTF8.GetString(JUnitXml.Write([new FlowTestReport("b", [result], [])])));

        Validate(xml);
        Assert.Equal("visitor: a\uFFFDb\ud83d\ude00c\uFFFDd\uFFFD]]>&<", xml.Descendants("system-out").Single().Value);
        Assert.Equal("1.500", (string?)xml.Descendants("testcase").Single().Attribute("time"));
    }

    private static void Validate(XDocument xml)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add("", XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "CommandLine", "junit.xsd")));
        xml.Validate(schemas, (_, e) => Assert.Fail(e.Message));
    }

    private async Task WriteBotAsync(params (string Id, string Expected)[] tests)
    {
        Directory.CreateDirectory(Path.Combine(_root, "tests"));
        await WriteAsync("bot.json", """{ "id": "b", "name": "B" }""");
        await WriteAsync(
            "f.flow.json",
            """
            { "id": "f", "name": "F", "nodes": {
                "start": { "type": "trigger.start", "links": { "next": "hello" } },
                "hello": { "type": "ask", "config": { "text": "Hello", "saveTo": "x" }, "links": { "answered": "more" } },
                "more": { "type": "end" } }, "variables": { "x": { "type": "string" } } }
            """
        );
        foreach (var (id, expected) in tests)
        {
            var text = System.Text.Json.JsonSerializer.Serialize(expected);
            await WriteAsync($"tests/{id}.test.json", $$"""{ "steps": [ { "text": {{text}} } ] }""");
        }
    }

    private Task WriteAsync(string file, string content) => File.WriteAllTextAsync(Path.Combine(_root, file), content, Token);

    private Task<int?> RunAsync(params string[] args) =>
        Commands.RunAsync(["test", .. args], new CommandStreams(TextReader.Null, _out, _error), Token);
}
