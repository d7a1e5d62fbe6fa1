using System.Runtime.Loader;
using System.Text;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Plugins;
using TestKit;
using TestKit.Contract;

namespace FlowRuntime.Tests.Plugins;

public sealed class PluginTests
{
    private static readonly ConnectorDefinition Http = new("http", "HTTP", "Any system.", "http", [], []);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Brings_its_nodes_with_form_docs_and_schema_and_shows_its_manifest()
    {
        using var folder = new PluginFolder().AddSample();

        var plugin = Assert.Single(await folder.Plugins.ScanAsync(Token));

        Assert.Equal((PluginState.Loaded, "acme-loyalty", null), (plugin.State, plugin.Id, plugin.Reason));
        Assert.Equal(("Acme", "1.0.0"), (plugin.Manifest?.Publisher, plugin.Manifest?.Version));
        Assert.Equal(["acmeLoyalty"], plugin.Connectors);
        Assert.True(folder.Connectors.TryGet("acmeLoyalty", out var connector));
        Assert.Equal(("acme-loyalty", "Acme", "1.0.0"), (connector.Plugin, connector.Publisher, connector.Version));
        Assert.True(folder.Nodes.TryGet("acmeLoyalty.findMembers", 1, out var node));
        Assert.Equal(["connection", "name", "tier", "saveTo", "limit", "cacheSeconds", "fresh"], node.Definition.Fields.Select(f => f.Name));
        Assert.Contains("`acmeLoyalty.rateLimited`", NodeDocs.Write(node.Definition), StringComparison.Ordinal);
        Assert.Contains("acmeLoyalty.addPoints", Encoding.UTF8.GetString(FlowSchema.Write(folder.Nodes)[FlowSchema.FlowFile]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_lives_apart_from_the_others_even_with_the_same_assembly()
    {
        using var folder = new PluginFolder().AddNaughty("one", "good", "first").AddNaughty("two", "good", "second");
        await folder.Plugins.ScanAsync(Token);

        var places = new List<string?>();
        foreach (var key in new[] { "first", "second" })
        {
            Assert.True(folder.Connectors.TryGet(key, out var connector));
            using var bench = new ConnectorBench(s => s.AddConnector(connector));
            places.Add((await bench.RunAsync($"{key}.run", "{}", Token)).Output.GetString());
        }

        Assert.Equal(["one", "two"], places.Select(p => Path.GetFileName(Path.GetDirectoryName(p))));
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, a => a.GetName().Name == "NaughtyPlugin");
    }

    [Theory]
    [InlineData("throw", "FormatException")]
    [InlineData("half", "FormatException")]
    [InlineData("invalid", "Give a title")]
    [InlineData("nulls", "ArgumentNullException")]
    [InlineData("second", "http")]
    public async Task One_that_misbehaves_is_named_and_the_others_go_on(string behaviour, string reason)
    {
        using var folder = new PluginFolder(Http).AddNaughty("a-naughty", behaviour).AddSample();

        var plugins = await folder.Plugins.ScanAsync(Token);

        Assert.Equal([PluginState.Loaded, PluginState.Failed], plugins.OrderBy(p => p.State).Select(p => p.State));
        var failed = plugins.Single(p => p.State == PluginState.Failed);
        Assert.Equal(("a-naughty", 0), (failed.Id, failed.Connectors.Count));
        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_secret", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["acmeLoyalty", "http"], folder.Connectors.All.Select(c => c.Key).Order(StringComparer.Ordinal));
        Assert.False(folder.Nodes.TryGet("naughty.run", 1, out _));
    }

    [Fact]
    public async Task One_that_never_comes_back_is_given_up_after_its_deadline()
    {
        using var folder = new PluginFolder().AddNaughty("naughty", "hang").AddSample("acme");
        var entered = Path.Combine(folder.Folder, "naughty", "entered.txt");

        var scanning = folder.Plugins.ScanAsync(Token);
        while (!scanning.IsCompleted)
        {
            // Its time runs only once it hangs: the one before it has been loaded then.
            folder.Time.Advance(File.Exists(entered) ? TimeSpan.FromSeconds(10) : TimeSpan.Zero);
            await Task.Yield();
        }

        var plugins = await scanning;
        Assert.Equal("It was not loaded within 10 seconds.", plugins.Single(p => p.Id == "naughty").Reason);
        Assert.True(folder.Nodes.TryGet("acmeLoyalty.addPoints", 1, out _));
    }

    public static TheoryData<string, string> BadManifests =>
        new()
        {
            { "{", "cannot be read" },
            { """{ "id": "x" }""", "title" },
            { PluginFolder.Manifest("Not A Slug"), "id starts with a small letter" },
            { PluginFolder.Manifest("x", assembly: "../x.dll"), "assembly is the name of a .dll file" },
            { PluginFolder.Manifest("x", assembly: "gone.dll"), "gone.dll is not in its folder" },
            { PluginFolder.Manifest("x", assembly: "plugin.dll"), "no .NET assembly" },
            { PluginFolder.Manifest("x", assembly: "TestKit.dll"), "0 public classes" },
            { PluginFolder.Manifest("x", contract: "2.0"), "Update FlowStudio" },
            { PluginFolder.Manifest("x", contract: "0.9"), "newer version of the plug-in" },
            { PluginFolder.Manifest("x", contract: "new"), "minimumContract is a version" },
            { PluginFolder.Manifest("x", capabilities: "\"root\""), "no capability \"root\"" },
            { PluginFolder.Manifest("x").Replace("\"title\"", "\"name\"", StringComparison.Ordinal), "name" },
        };

    [Theory]
    [MemberData(nameof(BadManifests), DisableDiscoveryEnumeration = true)]
    public async Task A_manifest_or_assembly_that_does_not_do_is_refused_with_the_reason(string manifest, string reason)
    {
        using var folder = new PluginFolder().AddManifest("bad", manifest).AddSample();
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "bad", "plugin.dll"), "no assembly", Token);
        File.Copy(typeof(PluginTests).Assembly.Location.Replace("FlowRuntime.Tests.dll", "TestKit.dll", StringComparison.Ordinal), Path.Combine(folder.Folder, "bad", "TestKit.dll"));

        var plugins = await folder.Plugins.ScanAsync(Token);

        var failed = Assert.Single(plugins, p => p.State == PluginState.Failed);
        Assert.Equal("bad", failed.Folder);
        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.Contains(plugins, p => p is { Id: "acme-loyalty", State: PluginState.Loaded });
    }

    [Fact]
    public async Task A_folder_without_a_manifest_and_a_second_one_with_the_same_id_are_named()
    {
        using var folder = new PluginFolder().AddSample("one").AddSample("two");
        Directory.CreateDirectory(Path.Combine(folder.Folder, "empty"));

        var plugins = await folder.Plugins.ScanAsync(Token);

        Assert.Equal(PluginState.Loaded, plugins.Single(p => p.Folder == "one").State);
        Assert.Contains("the plug-in in the folder one", plugins.Single(p => p.Folder == "two").Reason, StringComparison.Ordinal);
        Assert.Contains("no plugin.json", plugins.Single(p => p.Folder == "empty").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_changes_and_leaves_without_a_restart()
    {
        using var folder = new PluginFolder();
        Assert.Empty(await folder.Plugins.ScanAsync(Token));

        folder.AddNaughty("late", "throw");
        Assert.Equal(PluginState.Failed, Assert.Single(await folder.Plugins.ScanAsync(Token)).State);
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "late", "behaviour.txt"), "good\nlate", Token);
        Assert.Equal(["late"], Assert.Single(await folder.Plugins.ScanAsync(Token)).Connectors);
        Assert.True(folder.Nodes.TryGet("late.run", 1, out _));
        Directory.Delete(Path.Combine(folder.Folder, "late"), recursive: true);
        Assert.Empty(await folder.Plugins.ScanAsync(Token));

        Assert.False(folder.Nodes.TryGet("late.run", 1, out _));
    }

    [Fact]
    public async Task A_test_of_a_connection_that_throws_is_an_answer_that_names_the_plug_in()
    {
        using var folder = new PluginFolder().AddNaughty("naughty", "good");
        await folder.Plugins.ScanAsync(Token);
        Assert.True(folder.Connectors.TryGet("naughty", out var connector));
        using var connection = new FakeConnection("naughty", new Uri("http://127.0.0.1/"));

        var result = await connector.Probe!(connection, Token); // the plug-in has one

        Assert.False(result.Ok);
        Assert.Contains("naughty", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_secret", result.Message, StringComparison.Ordinal);
    }
}
