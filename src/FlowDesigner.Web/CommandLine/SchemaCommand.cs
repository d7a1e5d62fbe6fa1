using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Writes the JSON Schemas of flows, bots and tests.</summary>
internal sealed class SchemaCommand : ICommand
{
    public string Name => "schema";

    public string Arguments => "<folder>";

    public string Summary => "Writes the JSON Schemas of flows, bots and flow tests into a folder.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (arguments is not [var folder])
        {
            throw new UsageException("Name one folder.");
        }

        await using var studio = await OfflineStudio.BuildAsync(cancellationToken);
        Directory.CreateDirectory(folder);
        foreach (var (file, content) in FlowSchema.Write(studio.GetRequiredService<NodeCatalog>()))
        {
            var path = Path.Combine(folder, file);
            await File.WriteAllBytesAsync(path, content, cancellationToken);
            await streams.Out.WriteLineAsync(path);
        }

        return ExitCode.Ok;
    }
}
