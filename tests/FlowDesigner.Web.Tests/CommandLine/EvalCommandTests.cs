using FlowDesigner.Web.CommandLine;

namespace FlowDesigner.Web.Tests.CommandLine;

public sealed class EvalCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("eval").FullName;
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Evaluates_every_line_over_the_members_of_the_file()
    {
        var file = await WriteAsync("""{ "vars": { "total": 12.5 }, "name": "Zoë" }""");

        Assert.Equal(ExitCode.Ok, await RunAsync("vars.total * 2\nname + '!'\nvars.gone\n", "--input", file, "--lines"));

        Assert.Equal("25\n\"Zoë!\"\nundefined\n", _out.ToString());
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Takes_the_whole_input_as_one_expression_without_lines()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("[1, 2]\n  .map(function (n) {\n    return n * 2;\n  })\n"));

        Assert.Equal("[2,4]\n", _out.ToString());
    }

    [Fact]
    public async Task Has_no_variables_without_a_file()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync("1 + 1\nvars\n", "--lines"));

        Assert.StartsWith("2\nerror: ", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_local_time_in_the_zone_that_is_named()
    {
        await RunAsync("new Date(0).getHours()", "--lines", "--time-zone=Europe/Berlin");

        Assert.Equal("1\n", _out.ToString());
    }

    [Fact]
    public async Task Reads_a_file_with_a_byte_order_mark()
    {
        var file = await WriteAsync("\ufeff{ \"n\": 1 }");

        await RunAsync("n", "--lines", "--input", file);

        Assert.Equal("1\n", _out.ToString());
    }

    [Theory]
    [InlineData("--input")]
    [InlineData("--input", "no-such-file.json")]
    [InlineData("--input", "no-such-folder/file.json")]
    [InlineData("--time-zone", "Mars/Base")]
    [InlineData("--lines", "--lines")]
    [InlineData("--colour")]
    [InlineData("data.json")]
    public async Task Tells_wrong_usage_on_standard_error(params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync("1", args));

        Assert.NotEqual("", _error.ToString());
        Assert.Equal("", _out.ToString());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{ oops }")]
    [InlineData("")]
    public async Task Wants_a_json_object_in_the_file(string content)
    {
        var file = await WriteAsync(content);

        Assert.Equal(ExitCode.Usage, await RunAsync("1", "--lines", "--input", file));

        Assert.Contains("data.json", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _out.ToString());
    }

    private async Task<string> WriteAsync(string content)
    {
        var file = Path.Combine(_root, "data.json");
        await File.WriteAllTextAsync(file, content, Token);
        return file;
    }

    private async Task<int?> RunAsync(string input, params string[] args)
    {
        using var reader = new StringReader(input);
        return await Commands.RunAsync(["eval", .. args], new CommandStreams(reader, _out, _error), Token);
    }
}
