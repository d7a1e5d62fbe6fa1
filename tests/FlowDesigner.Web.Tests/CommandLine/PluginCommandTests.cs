using System.Diagnostics;
using TestKit;

namespace FlowDesigner.Web.Tests.CommandLine;

/// <summary>Commands know the nodes of plug-ins. In a process of its own, because configuration comes from its environment.</summary>
public sealed class PluginCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plugin-commands").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("schema", "flow.schema.json", "\"acmeLoyalty.addPoints\"")]
    [InlineData("docs", "acmeLoyalty.addPoints.md", "# Add points")]
    public async Task Documents_the_nodes_of_plug_ins(string command, string file, string text)
    {
        var (exitCode, _, errors) = await RunAsync(command, _folder);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(text, await File.ReadAllTextAsync(Path.Combine(_folder, file), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validates_flows_with_the_nodes_of_plug_ins_and_names_a_plug_in_that_is_not_in_use()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "bot.json"), """{ "schemaVersion": 1, "id": "shop", "name": "Shop", "connections": { "club": "acmeLoyalty" } }""", Token);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "main.flow.json"),
            """
            {
              "schemaVersion": 1, "id": "main", "name": "Main",
              "nodes": {
                "start": { "type": "trigger.start", "links": { "next": "give" } },
                "give": { "type": "acmeLoyalty.addPoints", "config": { "connection": "club", "member": "7", "points": 0 } }
              }
            }
            """,
            Token
        );
        Directory.CreateDirectory(Path.Combine(Plugins(), "broken"));

        var (exitCode, output, errors) = await RunAsync("validate", _folder);

        Assert.Equal(1, exitCode);
        Assert.Contains("config.range", output, StringComparison.Ordinal);
        Assert.DoesNotContain("node.type", output, StringComparison.Ordinal);
        Assert.Contains("broken", errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Plugins()
    {
        var folder = Path.Combine(_folder, "plugins");
        var sample = Directory.CreateDirectory(Path.Combine(folder, "acme-loyalty"));
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // …/bin/Debug/net10.0/
        foreach (var file in Directory.GetFiles(Repository.PathOf("docs", "samples", "Acme.Loyalty", "bin", configuration, "net10.0")))
        {
            File.Copy(file, Path.Combine(sample.FullName, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FlowDesigner.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FlowStudio__Plugins__Folder"] = Plugins();
        using var process = Process.Start(start)!; // starts a new process
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await errors);
    }
}
