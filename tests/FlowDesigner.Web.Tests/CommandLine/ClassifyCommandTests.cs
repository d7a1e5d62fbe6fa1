using System.Text.Json;
using FlowDesigner.Web.CommandLine;

namespace FlowDesigner.Web.Tests.CommandLine;

public sealed class ClassifyCommandTests : IDisposable
{
    private const string Phrases = """
        text,intent
        where is my order,orderStatus
        has my parcel been sent,orderStatus
        "track my order, please",orderStatus
        when will my package arrive,orderStatus
        do you have blue mugs,stockCheck
        is this in stock,stockCheck
        are there any mugs left,stockCheck
        "is the ""big"" mug available",stockCheck
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("flowstudio-classify").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_learns_one_file_and_classifies_another()
    {
        var (code, line, _) = await RunAsync(Phrases, "intent;text\norderStatus;my parcel, where is it\nstockCheck;any mugs in stock");

        Assert.Equal(ExitCode.Ok, code);
        var answer = JsonElement.Parse(line);
        Assert.Equal(1, answer.GetProperty("accuracy").GetDouble());
        Assert.Equal(1, answer.GetProperty("macroF1").GetDouble());
        Assert.True(answer.GetProperty("trainSeconds").GetDouble() >= 0);
        Assert.True(answer.GetProperty("predictMicroseconds").GetDouble() > 0);
        Assert.Single(line.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_message_of_an_intent_that_was_not_learned_is_right_when_it_is_taken_for_none()
    {
        var (_, line, _) = await RunAsync(Phrases, "text,intent\nwhere is my order,orderStatus\n日本の首都はどこですか,trivia\n");

        Assert.Equal(1, JsonElement.Parse(line).GetProperty("accuracy").GetDouble());
    }

    [Theory]
    [InlineData("text;label\na;b")]
    [InlineData("")]
    [InlineData("text,intent\n")]
    public async Task A_file_without_phrases_is_named(string train)
    {
        var (code, line, error) = await RunAsync(train, Phrases);

        Assert.NotEqual(ExitCode.Ok, code);
        Assert.Empty(line);
        Assert.Contains("train.csv", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--train")]
    [InlineData("--train", "a.csv")]
    [InlineData("--train", "a.csv", "--train", "b.csv")]
    [InlineData("--speed", "1")]
    public async Task Wrong_usage_is_explained(params string[] arguments)
    {
        var (code, error) = (0, new StringWriter());

        code = await Commands.RunAsync(["classify", .. arguments], new CommandStreams(TextReader.Null, TextWriter.Null, error), Token) ?? -1;

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("Usage: classify", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Out, string Error)> RunAsync(string train, string test)
    {
        var (trainFile, testFile) = (Path.Combine(_folder, "train.csv"), Path.Combine(_folder, "test.csv"));
        await File.WriteAllTextAsync(trainFile, train, Token);
        await File.WriteAllTextAsync(testFile, test, Token);
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await Commands.RunAsync(["classify", "--train", trainFile, "--test", testFile], new CommandStreams(TextReader.Null, output, error), Token);
        return (code ?? -1, output.ToString(), error.ToString());
    }
}
