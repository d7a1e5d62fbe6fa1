using System.Text.RegularExpressions;

namespace FlowEngine.Tests.Validation;

public partial class ProblemsPageTests
{
    [Fact]
    public void Lists_exactly_the_codes_that_reading_and_validation_use()
    {
        var root = Root();
        var page = File.ReadAllText(Path.Combine(root, "docs", "problems.md"));
        var sources = new[] { "Definition", "Validation", "Testing/Documents" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(root, "src", "FlowEngine", folder), "*.cs"))
            .Select(File.ReadAllText);

        var used = sources.SelectMany(s => Used().Matches(s)).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        var listed = Listed().Matches(page).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(used, listed);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FlowStudio.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("\"((?:json|document|bot|group|retry|break|join|command|compensate|call|intent|entity|connection|variable|node|link|port|flow|loop|layout|opinion|config|expression|secret|test)\\.(?!json\")[a-zA-Z]+)\"")]
    private static partial Regex Used();

    [GeneratedRegex(@"^\| `([a-z]+\.[a-zA-Z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
