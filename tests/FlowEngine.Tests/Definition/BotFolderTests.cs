using System.Text;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Definition;

public sealed class BotFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bot-folder").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Reads_what_it_writes()
    {
        var bundle = Bundle("""{ "a": { "id": "a", "name": "A", "nodes": {} }, "b": { "id": "b", "name": "B", "nodes": {} } }""", """{ "t": { "steps": [] } }""");
        var folder = Path.Combine(_root, "shop");

        await BotFolder.WriteAsync(bundle, folder, null, Token);
        var (read, problems) = await BotFolder.ReadAsync(folder, Token);

        Assert.Empty(problems);
        Assert.Equal(BundleDocument.Write(bundle), BundleDocument.Write(read!));
        Assert.Equal([folder], BotFolder.Find(folder));
        Assert.Equal([folder], BotFolder.Find(_root));
        Assert.Empty(BotFolder.Find(Path.Combine(_root, "missing")));
    }

    [Fact]
    public async Task Removes_files_of_flows_that_are_gone_and_nothing_else()
    {
        await BotFolder.WriteAsync(Bundle("""{ "a": { "id": "a", "name": "A", "nodes": {} } }""", """{ "t": { "steps": [] } }"""), _root, null, Token);
        await File.WriteAllTextAsync(Path.Combine(_root, "README.md"), "hello", Token);

        await BotFolder.WriteAsync(Bundle("""{ "b": { "id": "b", "name": "B", "nodes": {} } }""", "{}"), _root, null, Token);

        var files = Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_root, f));
        Assert.Equal(["README.md", "b.flow.json", "bot.json"], files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_the_file_of_every_problem()
    {
        Directory.CreateDirectory(Path.Combine(_root, "tests"));
        await File.WriteAllTextAsync(Path.Combine(_root, "bot.json"), """{ "id": "b" }""", Token);
        await File.WriteAllTextAsync(Path.Combine(_root, "a.flow.json"), """{ "id": "z", "name": "Z", "nodes": {} }""", Token);
        await File.WriteAllTextAsync(Path.Combine(_root, "c.flow.json"), "oops", Token);
        await File.WriteAllTextAsync(Path.Combine(_root, "tests", "t.test.json"), "[]", Token);

        var (bundle, problems) = await BotFolder.ReadAsync(_root, Token);

        Assert.Null(bundle);
        Assert.Equal(
            [
                ("bot.json", "document.missing"),
                ("a.flow.json", "flow.key"),
                ("c.flow.json", "json.syntax"),
                ("tests/t.test.json", "document.type"),
            ],
            problems.Select(p => (p.Message.Split(':')[0], p.Code))
        );
    }

    private static BotBundle Bundle(string flows, string tests)
    {
        var read = BundleDocument.Read(
            Encoding.UTF8.GetBytes($$"""{ "bot": { "id": "shop", "name": "Shop" }, "flows": {{flows}}, "tests": {{tests}} }""")
        );
        Assert.Empty(read.Problems);
        return read.Value!;
    }
}
