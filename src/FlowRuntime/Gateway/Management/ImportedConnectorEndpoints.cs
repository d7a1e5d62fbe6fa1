using FlowRuntime.Connections.Imported;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary>
/// <c>/api/v1/connectors/imported</c>: a document becomes a connector. It is the body of the request, of many megabytes
/// perhaps, or is fetched from <c>?url=</c>.
/// </summary>
internal static class ImportedConnectorEndpoints
{
    public static void MapImportedConnectors(this RouteGroupBuilder api)
    {
        var imported = api.MapGroup("/connectors/imported").WithTags("Connectors").Scope(ApiScopes.ConnectorsAdmin);
        imported.MapGet("/", ListAsync).WithSummary("List the connectors that were imported from documents.");
        imported
            .MapPost("/{key}/preview", PreviewAsync)
            .WithSummary("Read an OpenAPI document and say what importing it would change and break. The document is the body, or fetched from `url`.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        imported
            .MapPut("/{key}", ImportAsync)
            .WithSummary("Import an OpenAPI document, or import it again. Breaking flows needs `confirm=true`.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        imported
            .MapGet("/{key}/document", DocumentAsync)
            .WithSummary("Read the document of an imported connector, as it was imported.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        imported
            .MapDelete("/{key}", RemoveAsync)
            .WithSummary("Remove an imported connector. One that is used needs `confirm=true`.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<ImportedConnectorList>> ListAsync(IImportedConnectors connectors, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ImportedConnectorList(await connectors.ListAsync(cancellationToken).ConfigureAwait(false)));

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> PreviewAsync(
        [AsParameters] ImportQuery query,
        HttpContext context,
        IImportedConnectors connectors,
        CancellationToken cancellationToken
    )
    {
        var (import, refusal) = await ImportOf(query, context, cancellationToken).ConfigureAwait(false);
        if (import is null)
        {
            return refusal!; // one of both
        }

        var report = await connectors.PreviewAsync(import, cancellationToken).ConfigureAwait(false);
        return report.Facts is null ? Refuse(query.Key, report) : TypedResults.Ok(report);
    }

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> ImportAsync(
        [AsParameters] ImportQuery query,
        HttpContext context,
        IImportedConnectors connectors,
        CancellationToken cancellationToken
    )
    {
        var (import, refusal) = await ImportOf(query, context, cancellationToken).ConfigureAwait(false);
        if (import is null)
        {
            return refusal!; // one of both
        }

        var report = await connectors.ImportAsync(import, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false);
        return report.Imported ? TypedResults.Ok(report)
            : report.Breaks.Count > 0 && report.Problems is [{ Code: "import.breaks" } breaks] ? Conflict(breaks.Code, breaks.Message, report.Breaks)
            : Refuse(query.Key, report);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DocumentAsync(
        string key,
        IImportedConnectors connectors,
        CancellationToken cancellationToken
    )
    {
        if (await connectors.FindDocumentAsync(key, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return Missing(key);
        }

        // Somebody else wrote it: nothing may take it for a page.
        return TypedResults.Bytes(stored.Document, "application/octet-stream", $"{key}.openapi");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string key,
        HttpContext context,
        IImportedConnectors connectors,
        CancellationToken cancellationToken,
        bool confirm = false
    )
    {
        var report = await connectors.RemoveAsync(key, confirm, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false);
        return report switch
        {
            null => Missing(key),
            { Removed: true } => TypedResults.NoContent(),
            _ => Conflict(
                "connector.used",
                $"Connector {key} is used by {report.Uses.Count} nodes and by the connections {(report.Connections.Count == 0 ? "none" : string.Join(", ", report.Connections))}. Add confirm=true if it is to go all the same.",
                report.Uses
            ),
        };
    }

    private static async Task<(ConnectorImport? Import, ProblemHttpResult? Refusal)> ImportOf(
        ImportQuery query,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = DocumentFetcher.MaxBytes + 1;
        }

        var body = await BoundedRead.ReadAsync(context.Request.Body, DocumentFetcher.MaxBytes, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return (null, ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, "openapi.size", $"A document has at most {DocumentFetcher.MaxBytes / 1024 / 1024} MB."));
        }

        Uri? url = null;
        if (query.Url is { Length: > 0 } text && !Uri.TryCreate(text, UriKind.Absolute, out url))
        {
            return (null, ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "import.url", "Give an absolute address with https://."));
        }

        var operations = query.Operations is { Length: > 0 } names
            ? names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal)
            : null;
        var document = body.Length == 0 ? (ReadOnlyMemory<byte>?)null : body;
        return (new ConnectorImport(query.Key, document, url, operations, query.Confirm ?? false, query.AllowLoopback ?? false), null);
    }

    private static ProblemHttpResult Refuse(string key, ImportReport report) =>
        ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, report.Problems[0].Code, $"Connector {key} was not imported: {report.Problems[0].Message}", report.Problems);

    private static ProblemHttpResult Conflict(string code, string detail, IReadOnlyList<BrokenNode> nodes)
    {
        var problem = ApiProblem.Of(StatusCodes.Status409Conflict, code, detail);
        problem.ProblemDetails.Extensions["nodes"] = nodes;
        return problem;
    }

    private static ProblemHttpResult Missing(string key) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "connector.missing", $"There is no imported connector {key}.");
}

/// <summary>What an import is asked for beside the document.</summary>
/// <param name="Key">Key of the connector.</param>
/// <param name="Url">Address of the document; without a body it is fetched from there.</param>
/// <param name="Operations">Keys of the operations to take, separated by commas; all when left out.</param>
/// <param name="Confirm">True when flows may break.</param>
/// <param name="AllowLoopback">True to fetch it from this machine itself, for a demo or a test.</param>
internal sealed record ImportQuery(string Key, string? Url = null, string? Operations = null, bool? Confirm = null, bool? AllowLoopback = null);

/// <summary>The imported connectors.</summary>
internal sealed record ImportedConnectorList(IReadOnlyList<ImportedConnector> Connectors);
