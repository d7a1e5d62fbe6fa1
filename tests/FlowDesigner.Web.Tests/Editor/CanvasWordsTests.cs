using System.Text.RegularExpressions;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Tests.Wording;
using TestKit;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>The scripts of the editor say what the server looked up for them.</summary>
public sealed partial class CanvasWordsTests
{
    [Fact]
    public void The_server_gives_every_text_that_the_scripts_ask_for_and_no_other()
    {
        var scripts = new[] { "flow-canvas", "code-field", "outline" }
            .SelectMany(folder => Directory.GetFiles(Repository.PathOf("src", "FlowDesigner.Web", "ClientApp", "src", folder), "*.ts*"))
            .Select(File.ReadAllText);

        var asked = scripts.SelectMany(s => Call().Matches(s)).SelectMany(call => call.Groups["text"].Captures).Select(c => c.Value);

        Assert.Equal(asked.Distinct().Order(StringComparer.Ordinal), CanvasWords.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_texts_are_given_in_the_language_of_the_page() =>
        Assert.Equal("Vergrößern", CanvasWords.In(Speaking.In<EditorText>("de"))["Zoom in"]);

    // t("Zoom in"), t(open ? "Open {0}" : "Collapse {0}", …), count(n, "1 node", "{0} nodes")
    [GeneratedRegex("""(?<![\w.])(?:t\((?:[\w.]+ \? )?|count\([^"()]+, )"(?<text>[^"]+)"(?:(?: :|,) "(?<text>[^"]+)")?""")]
    private static partial Regex Call();
}
