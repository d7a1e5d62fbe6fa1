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

    [Theory]
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
