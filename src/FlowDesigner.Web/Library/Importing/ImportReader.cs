using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Definition;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowDesigner.Web.Library.Importing;

/// <summary>Reads files that somebody chose or dropped: exported bots, single flows, or the files of a bot's folder.</summary>
internal static class ImportReader
{
    /// <summary>Most files at once.</summary>
    public const int MostFiles = 200;

    private const string Bot = "bot.json";
    private const string Flow = ".flow.json";
    private const string Test = ".test.json";

    /// <summary>Reads files; nothing is stored.</summary>
    /// <param name="chosen">The files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One item a bot or flow, in the order of the files.</returns>
    public static async Task<IReadOnlyList<ImportItem>> ReadAsync(InputFileChangeEventArgs chosen, CancellationToken cancellationToken)
    {
        if (chosen.FileCount > MostFiles)
        {
            return [new ImportItem("*", null, null, [new Problem("files.many", ProblemSeverity.Error, "", $"These are more than {MostFiles} files. Take fewer at once.")])];
        }

        var read = new List<(string Name, byte[]? Content)>();
        foreach (var file in chosen.GetMultipleFiles(MostFiles))
        {
            read.Add((file.Name, await ContentAsync(file, cancellationToken)));
        }

        return Read(read);
    }

    /// <summary>Tells what files are.</summary>
    /// <param name="files">Names and contents; null for a file that is too large.</param>
    /// <returns>As <see cref="ReadAsync"/>.</returns>
    public static IReadOnlyList<ImportItem> Read(IReadOnlyList<(string Name, byte[]? Content)> files) =>
        files.Any(f => f.Name == Bot) ? [OfFolder(files)] : [.. files.Select(Of)];

    private static ImportItem Of((string Name, byte[]? Content) file)
    {
        if (file.Content is not { } content)
        {
            return TooLarge(file.Name);
        }

        if (file.Name.EndsWith(Flow, StringComparison.OrdinalIgnoreCase))
        {
            var flow = FlowDocument.Read(content);
            return new ImportItem(file.Name, null, flow.Ok ? flow.Value : null, Errors(flow.Problems));
        }

        var bundle = BundleDocument.Read(content);
        return new ImportItem(file.Name, bundle.Ok ? bundle.Value : null, null, Errors(bundle.Problems));
    }

    /// <summary>The files of <c>&lt;bot&gt;/</c>, as they stand in git, put together as the export of the bot.</summary>
    private static ImportItem OfFolder(IReadOnlyList<(string Name, byte[]? Content)> files)
    {
        if (files.Any(f => f.Content is null))
        {
            return TooLarge(files.First(f => f.Content is null).Name);
        }

        try
        {
            var bundle = new JsonObject { ["bot"] = Inside(files.First(f => f.Name == Bot)), ["flows"] = All(files, Flow), ["tests"] = All(files, Test) };
            return Of(("bot", Encoding.UTF8.GetBytes(bundle.ToJsonString())));
        }
        catch (JsonException e)
        {
            return new ImportItem(Bot, null, null, [new Problem("document.json", ProblemSeverity.Error, "", e.Message)]);
        }
    }

    private static JsonObject All(IEnumerable<(string Name, byte[]? Content)> files, string ending)
    {
        var all = new JsonObject();
        foreach (var file in files.Where(f => f.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            all[file.Name[..^ending.Length]] = Inside(file);
        }

        return all;
    }

    /// <summary>A document as it stands in a bundle, where nothing names its schema.</summary>
    private static JsonNode? Inside((string Name, byte[]? Content) file)
    {
        var node = JsonNode.Parse(file.Content);
        (node as JsonObject)?.Remove("$schema");
        return node;
    }

    private static ImportItem TooLarge(string name) =>
        new(name, null, null, [new Problem("file.size", ProblemSeverity.Error, "", "The file is larger than 16 MB.")]);

    private static IReadOnlyList<Problem> Errors(IEnumerable<Problem> problems) => [.. problems.Where(p => p.Severity == ProblemSeverity.Error)];

    private static async Task<byte[]?> ContentAsync(IBrowserFile file, CancellationToken cancellationToken)
    {
        if (file.Size > BundleDocument.MaximumBytes)
        {
            return null;
        }

        await using var stream = file.OpenReadStream(BundleDocument.MaximumBytes, cancellationToken);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}
