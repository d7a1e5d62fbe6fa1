using FlowEngine.Connecting.Importing;
using FlowEngine.Definition;

namespace FlowRuntime.Connections.Imported;

/// <summary>Connectors made of documents such as OpenAPI: imported, compared, imported again, removed. Thread-safe.</summary>
public interface IImportedConnectors
{
    /// <summary>Lists the imported connectors, by title.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connectors.</returns>
    Task<IReadOnlyList<ImportedConnector>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads a document and says what importing it would do. Changes nothing.</summary>
    /// <param name="import">What would be imported.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it is, what changes and what breaks; or the problems.</returns>
    Task<ImportReport> PreviewAsync(ConnectorImport import, CancellationToken cancellationToken);

    /// <summary>
    /// Imports a document, in the place of the one that was imported before under the same key. What breaks flows is done
    /// only when <see cref="ConnectorImport.Confirmed"/>.
    /// </summary>
    /// <param name="import">What to import.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was done; <see cref="ImportReport.Problems"/> tells why nothing was.</returns>
    Task<ImportReport> ImportAsync(ConnectorImport import, string actor, CancellationToken cancellationToken);

    /// <summary>Says what removing a connector would leave without it. Changes nothing.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The nodes and connections that use it; null when there is no such connector.</returns>
    Task<RemovalReport?> FindUsesAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes a connector. One that flows or connections use is removed only when confirmed.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="confirmed">True to remove it though it is used.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; null when there is no such connector.</returns>
    Task<RemovalReport?> RemoveAsync(string key, bool confirmed, string actor, CancellationToken cancellationToken);

    /// <summary>Reads the document of a connector.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document as it was imported; null when there is no such connector.</returns>
    Task<ImportedDocument?> FindDocumentAsync(string key, CancellationToken cancellationToken);
}

/// <summary>A document to import: bytes, or an address that they are fetched from through the guard of outgoing calls.</summary>
/// <param name="Key">Key of the connector: <c>[a-z][A-Za-z0-9]*</c>, at most 30 characters.</param>
/// <param name="Document">The document; null to fetch it.</param>
/// <param name="Url">Where it is, https; with a document, where it came from.</param>
/// <param name="Operations">Keys of the operations to take; null for all.</param>
/// <param name="Confirmed">True when flows may break.</param>
/// <param name="AllowLoopback">True to fetch it from this machine itself, over plain http too, for a demo or a test.</param>
public sealed record ConnectorImport(
    string Key,
    ReadOnlyMemory<byte>? Document = null,
    Uri? Url = null,
    IReadOnlySet<string>? Operations = null,
    bool Confirmed = false,
    bool AllowLoopback = false
);

/// <summary>An imported connector.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Name of the interface.</param>
/// <param name="Version">Version of the interface, as its owner counts.</param>
/// <param name="Specification">Kind and version of the document.</param>
/// <param name="Source">Where it came from; null when it was sent.</param>
/// <param name="OperationCount">Number of its operations.</param>
/// <param name="Revision">Counts the imports, from 1.</param>
/// <param name="ImportedAt">When it was imported last, UTC.</param>
/// <param name="ImportedBy">Who imported it last.</param>
public sealed record ImportedConnector(
    string Key,
    string Title,
    string Version,
    string Specification,
    string? Source,
    int OperationCount,
    long Revision,
    DateTimeOffset ImportedAt,
    string ImportedBy
);

/// <summary>The document of an imported connector.</summary>
/// <param name="Document">Its bytes, as they were imported.</param>
/// <param name="Operations">Keys of the operations that are taken; null for all.</param>
public sealed record ImportedDocument(ReadOnlyMemory<byte> Document, IReadOnlySet<string>? Operations);

/// <summary>What an import does, or would do.</summary>
/// <param name="Imported">True when the connector is installed now.</param>
/// <param name="Revision">The import's number, from 1; 0 when nothing was imported.</param>
/// <param name="Facts">What the document is; null when it was refused.</param>
/// <param name="Changes">What differs from the connector that is installed; empty at the first import.</param>
/// <param name="Breaks">The nodes that no longer work.</param>
/// <param name="Problems">Why nothing was imported: a refusal (<c>openapi.…</c>), or <c>import.breaks</c>.</param>
public sealed record ImportReport(
    bool Imported,
    long Revision,
    ImportedFacts? Facts,
    IReadOnlyList<ConnectorChange> Changes,
    IReadOnlyList<BrokenNode> Breaks,
    IReadOnlyList<Problem> Problems
);

/// <summary>What came of removing a connector.</summary>
/// <param name="Removed">False when it is used and the removal was not confirmed.</param>
/// <param name="Uses">The nodes that use it.</param>
/// <param name="Connections">Names of its connections.</param>
public sealed record RemovalReport(bool Removed, IReadOnlyList<BrokenNode> Uses, IReadOnlyList<string> Connections);

/// <summary>A difference between two states of a connector.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Operation">Key of the operation; null for the connector as a whole.</param>
/// <param name="Part">What of it: a setting, a port; null for the whole.</param>
/// <param name="Message">Sentence for the admin.</param>
/// <param name="IsBreaking">True when nodes that use it as it was may not work any more.</param>
public sealed record ConnectorChange(string Kind, string? Operation, string? Part, string Message, bool IsBreaking);

/// <summary>A node that uses a connector.</summary>
/// <param name="Bot">Id of its bot.</param>
/// <param name="Version">Published version; null for the draft.</param>
/// <param name="Flow">Id of its flow.</param>
/// <param name="Node">Its id.</param>
/// <param name="Message">What no longer works, or how it uses the connector.</param>
public sealed record BrokenNode(string Bot, int? Version, string Flow, string Node, string Message);
