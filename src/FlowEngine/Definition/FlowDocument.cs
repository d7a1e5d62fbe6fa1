using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Definition;

/// <summary>
/// Reads and writes flow documents (<c>*.flow.json</c>). Reading is strict and never throws for bad input; writing is
/// canonical: the same flow gives the same bytes, and reading them gives the same flow.
/// </summary>
public static class FlowDocument
{
    /// <summary>Largest flow that is read. Unit: bytes.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    /// <summary>Deepest nesting that is read, the document itself being level one.</summary>
    public const int MaximumDepth = 60;

    /// <summary>Reads a flow.</summary>
    /// <param name="utf8">The document; a byte order mark is skipped.</param>
    /// <returns>The flow, or every problem found, with pointers into the document.</returns>
    public static ReadResult<FlowDefinition> Read(ReadOnlySpan<byte> utf8)
    {
        var problems = new ProblemList();
        var root = JsonSource.Parse(utf8, MaximumBytes, MaximumDepth, problems);
        return problems.Result(root is { } element ? FlowReader.Read(element, "", problems) : null);
    }

    /// <summary>Reads a flow from a stream, at most <see cref="MaximumBytes"/> of it.</summary>
    /// <param name="stream">The document.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As <see cref="Read"/>.</returns>
    public static async Task<ReadResult<FlowDefinition>> ReadAsync(Stream stream, CancellationToken cancellationToken) =>
        Read((await BoundedStream.ReadAsync(stream, MaximumBytes, cancellationToken).ConfigureAwait(false)).Span);

    /// <summary>Writes a flow in canonical form.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="catalog">
    /// When given, settings of known node types are written in the order of their definition; else, and for unknown
    /// settings and types, in the order in which they were read.
    /// </param>
    /// <returns>UTF-8 without byte order mark, ending with a line break.</returns>
    public static byte[] Write(FlowDefinition flow, NodeCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var json = new CanonicalJson();
        FlowWriter.Write(json, flow, catalog, schema: "../flow.schema.json");
        return json.ToBytes();
    }
}
