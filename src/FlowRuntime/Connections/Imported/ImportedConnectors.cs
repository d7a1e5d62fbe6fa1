using System.IO.Compression;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Importing;
using FlowEngine.Definition;
using FlowRuntime.Auditing;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Connections.Imported;

/// <summary>Keeps imported connectors: the document in the database, the connector in the catalog. Thread-safe.</summary>
internal sealed partial class ImportedConnectors(
    IConnectorImporter importer,
    ConnectorCatalog catalog,
    DocumentFetcher fetcher,
    ConnectorUses uses,
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    TimeProvider time,
    ILogger<ImportedConnectors> logger
) : IImportedConnectors, IDisposable
{
    /// <summary>Most operations of a connector: each is a node in the palette.</summary>
    internal const int MaxOperations = 1_000;

    private const int LongestKey = 30;

    // Two imports of one key must not each compare with what the other is about to replace.
    private readonly SemaphoreSlim _importing = new(1);

    public void Dispose() => _importing.Dispose();

    public async Task<IReadOnlyList<ImportedConnector>> ListAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await db.Set<ImportedConnectorRow>()
                .AsNoTracking()
                .OrderBy(c => c.Title)
                .Select(c => new ImportedConnector(c.Key, c.Title, c.InterfaceVersion, c.Specification, c.Source, c.OperationCount, c.Revision, c.ImportedAt, c.ImportedBy))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task<ImportReport> PreviewAsync(ConnectorImport import, CancellationToken cancellationToken) =>
        (await CompareAsync(import, cancellationToken).ConfigureAwait(false)).Report;

    public async Task<ImportReport> ImportAsync(ConnectorImport import, string actor, CancellationToken cancellationToken)
    {
        await _importing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (report, connector, document, source) = await CompareAsync(import, cancellationToken).ConfigureAwait(false);
            if (connector is null)
            {
                return report;
            }

            if (report.Breaks.Count > 0 && !import.Confirmed)
            {
                return Refused(report, Error("import.breaks", "", $"The import breaks {report.Breaks.Count} nodes. Look at them, and confirm if that is meant."));
            }

            // The catalog has the last word on keys, before anything is stored.
            var problems = catalog.Replace(connector);
            if (problems.Count > 0)
            {
                return Refused(report, [.. problems]);
            }

            var revision = await gate.WriteAsync(
                    (db, token) => StoreAsync(db, import, report.Facts!, connector, document, source, actor, token), // a connector has facts
                    cancellationToken
                )
                .ConfigureAwait(false);
            LogImported(import.Key, connector.Operations.Count, actor);
            return report with { Imported = true, Revision = revision };
        }
        finally
        {
            _importing.Release();
        }
    }

    public async Task<RemovalReport?> RemoveAsync(string key, bool confirmed, string actor, CancellationToken cancellationToken)
    {
        await _importing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var users = await FindUsesAsync(key, cancellationToken).ConfigureAwait(false);
            if (users is null || (!confirmed && (users.Uses.Count > 0 || users.Connections.Count > 0)))
            {
                return users;
            }

            await gate.WriteAsync((context, token) => DeleteAsync(context, key, actor, token), cancellationToken).ConfigureAwait(false);
            _ = catalog.Remove(key);
            LogRemoved(key, actor);
            return users with { Removed = true };
        }
        finally
        {
            _importing.Release();
        }
    }

    public async Task<RemovalReport?> FindUsesAsync(string key, CancellationToken cancellationToken)
    {
        List<string> connections;
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            if (!await db.Set<ImportedConnectorRow>().AnyAsync(c => c.Key == key, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            connections = await db.Set<ConnectionRow>()
                .Where(c => c.Connector == key)
                .OrderBy(c => c.Name)
                .Select(c => c.Name)
                .Distinct()
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }

        var nodes = await uses.FindAsync(n => n.Type.StartsWith(key + ".", StringComparison.Ordinal) ? [$"It is a {n.Type}."] : [], cancellationToken).ConfigureAwait(false);
        return new RemovalReport(Removed: false, nodes, connections);
    }

    public async Task<ImportedDocument?> FindDocumentAsync(string key, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var row = await db.Set<ImportedConnectorRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Key == key, cancellationToken).ConfigureAwait(false);
            return row is null ? null : new ImportedDocument(Unpack(row.Document), OperationsOf(row));
        }
    }

    /// <summary>Installs what is stored. A document that cannot be read any more is named in the log and stays stored.</summary>
    public async Task InstallStoredAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        List<ImportedConnectorRow> rows;
        await using (db.ConfigureAwait(false))
        {
            rows = await db.Set<ImportedConnectorRow>().AsNoTracking().OrderBy(c => c.Key).ToListAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var row in rows)
        {
            var request = new ImportRequest(row.Key, row.Source is null ? null : new Uri(row.Source), OperationsOf(row));
            var outcome = importer.Import(Unpack(row.Document), request, cancellationToken);
            var reason = outcome switch
            {
                ImportOutcome.Imported imported => catalog.Replace(imported.Connector) is [var problem, ..] ? problem.Message : null,
                ImportOutcome.Refused refused => refused.Reason,
                _ => throw new InvalidOperationException("A document is imported or refused."),
            };
            if (reason is not null)
            {
                LogNotInstalled(row.Key, reason);
            }
        }
    }

    private async Task<(ImportReport Report, ConnectorDefinition? Connector, ReadOnlyMemory<byte> Document, Uri? Source)> CompareAsync(
        ConnectorImport import,
        CancellationToken cancellationToken
    )
    {
        if (!Identifiers.IsName(import.Key) || import.Key.Length > LongestKey)
        {
            return Nothing("import.key", "/key", $"A key starts with a small letter, has only letters and digits, and at most {LongestKey} of them, for example acmeCrm.");
        }

        var (document, source) = (import.Document ?? default, import.Url);
        if (import.Document is null)
        {
            if (import.Url is null)
            {
                return Nothing("import.document", "", "Send a document, or give the address of one.");
            }

            (document, source, var problem) = await fetcher.FetchAsync(import.Url, import.AllowLoopback, cancellationToken).ConfigureAwait(false);
            if (problem is not null)
            {
                return Nothing("import.url", "/url", problem);
            }
        }

        var outcome = importer.Import(document, new ImportRequest(import.Key, source, import.Operations), cancellationToken);
        if (outcome is not ImportOutcome.Imported { Connector: var connector, Facts: var facts })
        {
            var refused = (ImportOutcome.Refused)outcome;
            return Nothing(refused.Code, "", refused.Reason);
        }

        if (connector.Operations.Count is 0 or > MaxOperations)
        {
            var report = new ImportReport(false, 0, facts, [], [], [
                Error("import.operations", "/operations", $"Choose between 1 and {MaxOperations:N0} of the document's {facts.Operations.Count:N0} operations: each becomes a node."),
            ]);
            return (report, null, default, null);
        }

        var (changes, breaks) = await ChangesAsync(connector, cancellationToken).ConfigureAwait(false);
        return (new ImportReport(false, 0, facts, changes, breaks, []), connector, document, source);
    }

    private async Task<(IReadOnlyList<ConnectorChange> Changes, IReadOnlyList<BrokenNode> Breaks)> ChangesAsync(
        ConnectorDefinition connector,
        CancellationToken cancellationToken
    )
    {
        if (!catalog.TryGet(connector.Key, out var before))
        {
            return ([], []);
        }

        var comparison = new ConnectorComparison(before, connector);
        return (comparison.Changes, await uses.FindAsync(comparison.Breaks, cancellationToken).ConfigureAwait(false));
    }

    private async Task<long> StoreAsync(
        StudioDbContext db,
        ConnectorImport import,
        ImportedFacts facts,
        ConnectorDefinition connector,
        ReadOnlyMemory<byte> document,
        Uri? source,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var row = await db.Set<ImportedConnectorRow>().FindAsync([import.Key], cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            row = new ImportedConnectorRow { Key = import.Key, Title = "", InterfaceVersion = "", Specification = "", Document = [], ImportedBy = actor };
            db.Add(row);
        }

        (row.Title, row.Specification, row.ImportedBy, row.ImportedAt) = (facts.Title, facts.Specification, actor, time.GetUtcNow());
        row.InterfaceVersion = facts.Version.Length <= 200 ? facts.Version : facts.Version[..200];
        row.Document = Pack(document);
        row.Source = source?.AbsoluteUri;
        row.Operations = import.Operations is null ? null : string.Join('\n', connector.Operations.Select(o => o.Key));
        row.OperationCount = connector.Operations.Count;
        row.Revision++;
        db.Add(AuditRow.Of(time, "connector.imported", import.Key, actor));
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return row.Revision;
    }

    private async Task<int> DeleteAsync(StudioDbContext db, string key, string actor, CancellationToken cancellationToken)
    {
        if (await db.Set<ImportedConnectorRow>().FindAsync([key], cancellationToken).ConfigureAwait(false) is { } row)
        {
            db.Remove(row);
            db.Add(AuditRow.Of(time, "connector.removed", key, actor));
        }

        return await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private static (ImportReport Report, ConnectorDefinition? Connector, ReadOnlyMemory<byte> Document, Uri? Source) Nothing(
        string code,
        string pointer,
        string message
    ) => (new ImportReport(false, 0, null, [], [], [Error(code, pointer, message)]), null, default, null);

    private static ImportReport Refused(ImportReport report, params IReadOnlyList<Problem> problems) => report with { Problems = problems };

    private static Problem Error(string code, string pointer, string message) => new(code, ProblemSeverity.Error, pointer, message);

    private static HashSet<string>? OperationsOf(ImportedConnectorRow row) => row.Operations?.Split('\n').ToHashSet(StringComparer.Ordinal);

    private static byte[] Pack(ReadOnlyMemory<byte> document)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
        {
            brotli.Write(document.Span);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] document)
    {
        using var packed = new MemoryStream(document);
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        brotli.CopyTo(whole);
        return whole.ToArray();
    }

    [LoggerMessage(4101, LogLevel.Information, "Imported connector {Key} with {Count} operations, by {Actor}.")]
    private partial void LogImported(string key, int count, string actor);

    [LoggerMessage(4102, LogLevel.Information, "Removed the imported connector {Key}, by {Actor}.")]
    private partial void LogRemoved(string key, string actor);

    [LoggerMessage(4103, LogLevel.Error, "The imported connector {Key} could not be installed: {Reason}")]
    private partial void LogNotInstalled(string key, string reason);
}
