using FlowEngine.Nodes;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Writes the reference pages of the node types.</summary>
internal sealed class DocsCommand : ICommand
{
    public const string IndexFile = "README.md";

    public string Name => "docs";

    public string Arguments => "<folder>";

    public string Summary => "Writes one reference page for each node type, and an index, into a folder.";

    /// <summary>All pages by file name.</summary>
    public static IEnumerable<(string File, string Content)> Pages(NodeCatalog catalog) =>
        catalog
            .All.Select(t => (NodeDocs.FileOf(t.Definition), NodeDocs.Write(t.Definition)))
            .Prepend((IndexFile, NodeDocs.WriteIndex(catalog)));

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (arguments is not [var folder])
        {
            throw new UsageException("Name one folder.");
        }

        await using var studio = await OfflineStudio.BuildAsync(cancellationToken);
        Directory.CreateDirectory(folder);
        foreach (var (file, content) in Pages(studio.GetRequiredService<NodeCatalog>()))
        {
            var path = Path.Combine(folder, file);
            await File.WriteAllTextAsync(path, content, cancellationToken);
            await streams.Out.WriteLineAsync(path);
        }

        return ExitCode.Ok;
    }
}
