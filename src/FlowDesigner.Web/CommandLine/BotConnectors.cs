using System.Text;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Importing;
using FlowEngine.Definition;
using FlowRuntime.Connections.Imported;

namespace FlowDesigner.Web.CommandLine;

/// <summary>
/// The documents of imported connectors in the folder of a bot: <c>connectors/&lt;key&gt;.openapi.json</c> or <c>.yaml</c>, and
/// beside it <c>&lt;key&gt;.operations</c> where not all operations are taken, one key a line.
/// </summary>
internal static class BotConnectors
{
    private const string Folder = "connectors";
    private const string Mark = ".openapi.";

    /// <summary>Installs the connectors of a bot's folder in the place of those of the bot before.</summary>
    /// <param name="studio">Catalog and importer.</param>
    /// <param name="botFolder">The folder.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>What stands in the way, a line each; none when all are installed.</returns>
    public static async Task<IReadOnlyList<string>> InstallAsync(IServiceProvider studio, string botFolder, CancellationToken cancellationToken)
    {
        var catalog = studio.GetRequiredService<ConnectorCatalog>();
        var importer = studio.GetRequiredService<IConnectorImporter>();
        var lines = new List<string>();
        foreach (var (key, file) in Files(botFolder))
        {
            var request = new ImportRequest(key, Operations: await OperationsAsync(file, key, cancellationToken));
            var message = importer.Import(await File.ReadAllBytesAsync(file, cancellationToken), request, cancellationToken) switch
            {
                ImportOutcome.Imported imported => catalog.Replace(imported.Connector) is [var problem, ..] ? problem.Message : null,
                ImportOutcome.Refused refused => refused.Reason,
                _ => throw new InvalidOperationException("A document is imported or refused."),
            };
            if (message is not null)
            {
                lines.Add(ProblemLine.OfReading(botFolder, new Problem("connector.document", ProblemSeverity.Error, "", $"{Path.GetRelativePath(botFolder, file)}: {message}")));
            }
        }

        return lines;
    }

    /// <summary>Writes the documents of the imported connectors that a bot uses.</summary>
    /// <param name="studio">The imported connectors.</param>
    /// <param name="bundle">The bot.</param>
    /// <param name="botFolder">Its folder.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>Keys of the connectors.</returns>
    public static async Task<IReadOnlyList<string>> ExportAsync(
        IServiceProvider studio,
        BotBundle bundle,
        string botFolder,
        CancellationToken cancellationToken
    )
    {
        var connectors = studio.GetRequiredService<IImportedConnectors>();
        var used = bundle.Flows.Values.SelectMany(f => f.Nodes.Values).Select(n => n.Type.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var written = new List<string>();
        foreach (var key in (await connectors.ListAsync(cancellationToken)).Select(c => c.Key).Where(used.Contains))
        {
            if (await connectors.FindDocumentAsync(key, cancellationToken) is not { } stored)
            {
                continue;
            }

            Directory.CreateDirectory(Path.Combine(botFolder, Folder));
            var ending = Encoding.UTF8.GetString(stored.Document.Span).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('{') ? "json" : "yaml";
            await File.WriteAllBytesAsync(Path.Combine(botFolder, Folder, $"{key}{Mark}{ending}"), stored.Document.ToArray(), cancellationToken);
            if (stored.Operations is not null)
            {
                await File.WriteAllLinesAsync(OperationsFile(Path.Combine(botFolder, Folder), key), stored.Operations.Order(StringComparer.Ordinal), cancellationToken);
            }

            written.Add(key);
        }

        return written;
    }

    /// <summary>Imports the connectors of a bot's folder that the installation does not have.</summary>
    /// <param name="studio">The imported connectors.</param>
    /// <param name="botFolder">The folder.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>What stands in the way, a line each.</returns>
    public static async Task<IReadOnlyList<string>> ImportAsync(IServiceProvider studio, string botFolder, string actor, CancellationToken cancellationToken)
    {
        var connectors = studio.GetRequiredService<IImportedConnectors>();
        var known = (await connectors.ListAsync(cancellationToken)).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var (key, file) in Files(botFolder).Where(f => !known.Contains(f.Key)))
        {
            var import = new ConnectorImport(key, await File.ReadAllBytesAsync(file, cancellationToken), Operations: await OperationsAsync(file, key, cancellationToken));
            var report = await connectors.ImportAsync(import, actor, cancellationToken);
            lines.AddRange(report.Problems.Select(p => ProblemLine.OfReading(botFolder, p with { Message = $"{Path.GetRelativePath(botFolder, file)}: {p.Message}" })));
        }

        return lines;
    }

    private static IEnumerable<(string Key, string File)> Files(string botFolder)
    {
        var folder = Path.Combine(botFolder, Folder);
        return Directory.Exists(folder)
            ? Directory
                .GetFiles(folder, $"*{Mark}*")
                .Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file).Split(Mark)[0], file))
            : [];
    }

    private static async Task<IReadOnlySet<string>?> OperationsAsync(string document, string key, CancellationToken cancellationToken)
    {
        var file = OperationsFile(Path.GetDirectoryName(document)!, key); // a file lies in a folder
        return File.Exists(file) ? (await File.ReadAllLinesAsync(file, cancellationToken)).Where(l => l.Length > 0).ToHashSet(StringComparer.Ordinal) : null;
    }

    private static string OperationsFile(string folder, string key) => Path.Combine(folder, $"{key}.operations");
}
