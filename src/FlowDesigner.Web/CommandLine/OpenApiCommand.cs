using System.Text.Json;
using System.Text.Json.Nodes;
using Connectors.OpenApi;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting.Importing;

namespace FlowDesigner.Web.CommandLine;

/// <summary>
/// Tells whether an OpenAPI document can become a connector, without a server: one line of JSON a document,
/// <c>{ "imported": true, "title": "…", "operations": 3 }</c> or <c>{ "imported": false, "reason": "…" }</c>.
/// </summary>
internal sealed class OpenApiCommand : ICommand
{
    private static readonly string[] Endings = [".json", ".yaml", ".yml"];

    // Pipes get the characters, not their escapes.
    private static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "openapi";

    public string Arguments => "<file or folder>";

    public string Summary => "Tells whether an OpenAPI document, or each one in a folder, can become a connector.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (arguments is not [var path])
        {
            throw new UsageException("Name one file or one folder.");
        }

        var importer = new OpenApiImporter(TimeProvider.System, ReadLimits.Default);
        if (!Directory.Exists(path))
        {
            await streams.Out.WriteLineAsync(Line(importer, path, cancellationToken).ToJsonString(Written));
            return ExitCode.Ok;
        }

        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => Endings.Contains(Path.GetExtension(f)));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var (started, allocated) = (TimeProvider.System.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            var line = Line(importer, file, cancellationToken);
            line["file"] = Path.GetRelativePath(path, file);
            line["milliseconds"] = (long)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            line["allocatedMegabytes"] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024 / 1024;
            await streams.Out.WriteLineAsync(line.ToJsonString(Written));
        }

        return ExitCode.Ok;
    }

    private static JsonObject Line(OpenApiImporter importer, string file, CancellationToken cancellationToken)
    {
        var length = new FileInfo(file).Length;
        if (length > ReadLimits.Default.MaxBytes)
        {
            return Refused($"The document is larger than {ReadLimits.Default.MaxBytes / 1024 / 1024} MB.");
        }

        var folder = new DocumentFolder(Path.GetDirectoryName(Path.GetFullPath(file))!); // a file lies in a folder
        var outcome = importer.Import(File.ReadAllBytes(file), new ImportRequest("imported", Files: folder.Find), cancellationToken);
        return outcome switch
        {
            ImportOutcome.Imported imported => new JsonObject
            {
                ["imported"] = true,
                ["title"] = imported.Facts.Title,
                ["operations"] = imported.Connector.Operations.Count,
            },
            ImportOutcome.Refused refused => Refused(refused.Reason),
            _ => throw new InvalidOperationException("A document is imported or refused."),
        };
    }

    private static JsonObject Refused(string reason) => new() { ["imported"] = false, ["reason"] = reason };
}
