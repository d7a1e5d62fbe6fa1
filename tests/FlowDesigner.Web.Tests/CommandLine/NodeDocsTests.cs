using FlowDesigner.Web.CommandLine;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace FlowDesigner.Web.Tests.CommandLine;

public sealed class NodeDocsTests
{
    [Fact]
    public async Task Checked_in_pages_are_those_of_the_registered_nodes()
    {
        await using var studio = OfflineStudio.Build();

        var pages = DocsCommand.Pages(studio.GetRequiredService<NodeCatalog>()).ToList();

        Assert.All(pages, page => Assert.Null(Golden.Difference($"docs/nodes/{page.File}", page.Content)));
        Assert.Equal(
            pages.Select(p => p.File).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Repository.PathOf("docs", "nodes")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Every_setting_port_and_code_stands_on_the_page_of_its_node()
    {
        await using var studio = OfflineStudio.Build();

        Assert.All(
            studio.GetRequiredService<NodeCatalog>().All.Select(t => t.Definition),
            definition =>
            {
                var page = NodeDocs.Write(definition);
                Assert.All(definition.Fields, f => Assert.Contains($"| {f.Label} | `{f.Name}` |", page, StringComparison.Ordinal));
                Assert.All(definition.Outputs, p => Assert.Contains($"| `{p.Name}` |", page, StringComparison.Ordinal));
                Assert.All(definition.Errors?.Keys ?? [], c => Assert.Contains($"| `{c}` |", page, StringComparison.Ordinal));
            }
        );
    }
}
