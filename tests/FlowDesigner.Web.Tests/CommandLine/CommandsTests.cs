using System.Text.Json;
using FlowDesigner.Web.CommandLine;

namespace FlowDesigner.Web.Tests.CommandLine;

public sealed class CommandsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("commands").FullName;
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
    public async Task Names_every_problem_with_file_pointer_and_code()
    {
        await WriteAsync("bot.json", """{ "id": "b", "name": "B", "timeZone": "Mars/Base" }""");
        await WriteAsync("f.flow.json", """{ "id": "f", "name": "F", "nodes": { "a": { "type": "sya" } } }""");

        Assert.Equal(ExitCode.Problems, await RunAsync("validate", _root));

        Assert.Contains($"{Path.Combine(_root, "bot.json")}#/timeZone: error bot.timeZone:", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{Path.Combine(_root, "f.flow.json")}#/nodes/a/type: error node.type:", _out.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("bots: 1, errors: 2, warnings: 0", _out.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_file_that_cannot_be_read()
    {
        await WriteAsync("bot.json", """{ "id": "b", "name": "B" }""");
        await WriteAsync("f.flow.json", "oops");

        Assert.Equal(ExitCode.Problems, await RunAsync("validate", _root));

        Assert.Contains($"{Path.Combine(_root, "f.flow.json")}#: error json.syntax:", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_whether_an_openapi_document_can_be_imported_in_one_line_of_json()
    {
        await WriteAsync("good.yaml", "openapi: 3.1.0\ninfo: {title: Käse, version: '1'}\npaths:\n  /a:\n    $ref: parts/a.yaml\n");
        Directory.CreateDirectory(Path.Combine(_root, "parts"));
        await WriteAsync("parts/a.yaml", "get: {}\npost: {}\n");
        await WriteAsync("bad.json", "{}");

        Assert.Equal(ExitCode.Ok, await RunAsync("openapi", Path.Combine(_root, "good.yaml")));
        Assert.Equal(ExitCode.Ok, await RunAsync("openapi", Path.Combine(_root, "bad.json")));

        var lines = _out.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal("""{"imported":true,"title":"Käse","operations":2}""", lines[0].TrimEnd());
        Assert.StartsWith("""{"imported":false,"reason":"This is no OpenAPI document.""", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validates_a_bot_with_the_imported_connector_whose_document_lies_in_its_folder()
    {
        await WriteAsync("bot.json", """{ "id": "b", "name": "B", "connections": { "pets": "acme" } }""");
        await WriteAsync(
            "f.flow.json",
            """{ "id": "f", "name": "F", "nodes": { "a": { "type": "trigger.start", "links": { "next": "b" } }, "b": { "type": "acme.getPet", "config": { "connection": "pets", "id": "1" }, "links": { "success": "c", "error": "c" } }, "c": { "type": "handoff", "config": { "reason": "r" } } } }"""
        );
        Assert.Equal(ExitCode.Problems, await RunAsync("validate", _root));
        Assert.Contains("error node.type:", _out.ToString(), StringComparison.Ordinal);
        _out.GetStringBuilder().Clear();

        Directory.CreateDirectory(Path.Combine(_root, "connectors"));
        await WriteAsync("connectors/acme.openapi.yaml", "openapi: 3.0.0\npaths:\n  /pets/{id}:\n    get: {operationId: getPet}\n");

        Assert.Equal(ExitCode.Ok, await RunAsync("validate", _root));
        _out.GetStringBuilder().Clear();

        await WriteAsync("connectors/acme.openapi.yaml", "openapi: 9.0.0\n");
        Assert.Equal(ExitCode.Problems, await RunAsync("validate", _root));
        Assert.Contains($"{Path.Combine(_root, "connectors", "acme.openapi.yaml")}#: error connector.document:", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_no_file_outside_the_documents_own_folder()
    {
        await WriteAsync("secret.yaml", "get: {}\n");
        var inner = Directory.CreateDirectory(Path.Combine(_root, "inner")).FullName;
        File.CreateSymbolicLink(Path.Combine(inner, "link.yaml"), Path.Combine(_root, "secret.yaml"));
        File.CreateSymbolicLink(Path.Combine(inner, "up"), _root);
        foreach (var reference in new[] { "../secret.yaml", "link.yaml", "up/secret.yaml", "/etc/hostname", "..%2Fsecret.yaml" })
        {
            await File.WriteAllTextAsync(Path.Combine(inner, "api.yaml"), $"openapi: 3.0.0\npaths:\n  /a:\n    $ref: '{reference}'\n", Token);

            Assert.Equal(ExitCode.Ok, await RunAsync("openapi", Path.Combine(inner, "api.yaml")));
        }

        Assert.Equal(5, _out.ToString().Split("\"imported\":false").Length - 1);
    }

    [Fact]
    public async Task Tells_of_each_document_in_a_folder()
    {
        await WriteAsync("one.json", """{ "openapi": "3.0.0", "paths": { "/a": { "get": {} } } }""");
        await WriteAsync("two.yml", "[]");

        Assert.Equal(ExitCode.Ok, await RunAsync("openapi", _root));

        var lines = _out.ToString().TrimEnd().Split('\n').Select(l => JsonElement.Parse(l)).ToList();
        Assert.Equal([("one.json", true), ("two.yml", false)], lines.Select(l => (l.GetProperty("file").GetString(), l.GetProperty("imported").GetBoolean())));
    }

    [Theory]
    [InlineData("openapi")]
    [InlineData("bogus")]
    [InlineData("validate")]
    [InlineData("validate", "a", "b")]
    [InlineData("export", "bot")]
    [InlineData("import", "no-such-folder")]
    public async Task Tells_wrong_usage_on_standard_error(params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(args));

        Assert.NotEqual("", _error.ToString());
        Assert.Equal("", _out.ToString());
    }

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://localhost:1")]
    [InlineData("FlowStudio:Roles=worker")]
    public async Task Leaves_options_to_the_server(params string[] args) => Assert.Null(await RunAsync(args));

    [Fact]
    public async Task Lists_every_command_in_the_help()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("--help"));

        Assert.All(Commands.All, command => Assert.Contains(command.Summary, _out.ToString(), StringComparison.Ordinal));
    }

    private Task WriteAsync(string file, string content) => File.WriteAllTextAsync(Path.Combine(_root, file), content, Token);

    private Task<int?> RunAsync(params string[] args) => Commands.RunAsync(args, new CommandStreams(TextReader.Null, _out, _error), Token);
}
