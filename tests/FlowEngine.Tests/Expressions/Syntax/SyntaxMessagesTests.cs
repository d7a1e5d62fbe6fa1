using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions.Syntax;

/// <summary>What an author reads about a script that cannot be understood: one script and its message a line, ⏎ for a line end.</summary>
public sealed class SyntaxMessagesTests
{
    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    private static readonly JsonScope Scope = new(System.Text.Json.JsonElement.Parse("""{ "vars": {} }"""));

    public static TheoryData<string, string> Messages =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Expressions", "Syntax", "messages.txt"))
            .Select(line => line.Split('\t'))
            .Select(parts => new TheoryDataRow<string, string>(parts[0], parts[1])),
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Says_what_is_wrong_and_what_to_do(string source, string message)
    {
        var problem = Engine.CompileScript(source.Replace('⏎', '\n')).Evaluate(Scope, CancellationToken.None).Problem;

        Assert.Equal(("expression.syntax", message), (problem?.Code, problem?.Message));
    }
}
