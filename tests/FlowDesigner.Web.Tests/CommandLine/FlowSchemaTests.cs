using FlowDesigner.Web.CommandLine;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.CommandLine;

public class FlowSchemaTests
{
    [Fact]
    public async Task Checked_in_schemas_are_those_of_the_registered_nodes()
    {
        await using var studio = OfflineStudio.Build();

        foreach (var (file, content) in FlowSchema.Write(studio.GetRequiredService<NodeCatalog>()))
        {
            var stored = await File.ReadAllTextAsync(Path.Combine(Root(), "flows", file), TestContext.Current.CancellationToken);
            Assert.True(
                stored.ReplaceLineEndings("\n") == System.Text.Encoding.UTF8.GetString(content),
                $"flows/{file} is stale: dotnet run --project src/FlowDesigner.Web -- schema flows/"
            );
        }
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
}
