using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Tests.Expressions.Syntax;

/// <summary>
/// Holds the parser to acorn 8.19.0: the same tree with the same places, and the same snippets refused. The trees are
/// made by <c>eng/script-trees.mjs</c> from <c>snippets.txt</c>.
/// </summary>
public sealed class AcornTreesTests
{
    private static readonly (string Snippet, string Tree)[] All =
    [
        .. Lines("snippets.txt").Where(l => l.Length > 0 && l[0] != '#').Zip(Lines("trees.txt")),
    ];

    public static TheoryData<string> Snippets => [.. All.Select(a => a.Snippet)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Parses_as_acorn_does(string snippet)
    {
        var expected = All.Single(a => a.Snippet == snippet).Tree;

        Assert.Equal(expected, Parse(snippet.Replace('⏎', '\n')));
    }

    [Fact]
    public void Every_snippet_has_its_tree() => Assert.True(All.Length > 250 && All.Length == Lines("trees.txt").Length);

    private static string Parse(string source)
    {
        try
        {
            return TreeText.Of(ScriptParser.ParseScript(new SourceText(source)));
        }
        catch (ScriptSyntaxException)
        {
            return "refused";
        }
    }

    private static string[] Lines(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Expressions", "Syntax", file));
}
