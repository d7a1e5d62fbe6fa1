using System.Text.Json;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Nodes;

namespace Connectors.OpenApi.Making;

/// <summary>
/// Finds out how a list is read page by page: no document says it, but parameters, headers and answers have usual names.
/// The author decides whether all pages are read; a wrong guess costs nothing.
/// </summary>
internal static class ReadAll
{
    /// <summary>Setting that asks for all pages.</summary>
    public const string Field = "allPages";

    /// <summary>Setting with the most items that are wanted.</summary>
    public const string LimitField = "mostItems";

    private const int UsualSize = 100;

    private static readonly string[] Numbers = ["page", "page_number", "pageNumber", "pageNo", "page[number]", "pageIndex", "page_no"];
    private static readonly string[] Sizes =
        ["per_page", "perPage", "page_size", "pageSize", "page[size]", "pagelen", "limit", "size", "maxResults", "max_results", "MaxResults", "$top", "count", "first"];
    private static readonly string[] Cursors =
        ["cursor", "pageToken", "page_token", "PageToken", "next_token", "nextToken", "NextToken", "after", "continuationToken", "continuation_token", "next_cursor", "page[after]", "starting_after", "marker"];
    private static readonly string[] NextCursors =
        ["next_cursor", "nextCursor", "nextPageToken", "next_page_token", "NextToken", "nextToken", "next_token", "cursor", "after", "continuationToken", "continuation_token", "NextPageToken", "nextMarker"];
    private static readonly string[] Envelopes = ["paging", "pagination", "meta", "page", "cursors", "next", "response_metadata", "metadata"];
    private static readonly string[] Lists = ["items", "data", "results", "value", "records", "entries", "list", "content", "rows"];

    /// <summary>The settings of an operation whose answer is a list of pages.</summary>
    public static IReadOnlyList<FieldDefinition> Fields { get; } =
        [
            new FieldDefinition(
                Field,
                "Read all pages",
                "Yes reads page after page and answers with all items as if they were one page.",
                FieldKind.Boolean,
                Default: JsonSerializer.SerializeToElement(false),
                Advanced: true
            ),
            new FieldDefinition(
                LimitField,
                "Most items",
                "Items after which no further page is read, 1 to 1000.",
                FieldKind.Number,
                Default: JsonSerializer.SerializeToElement(1_000),
                Expression: true,
                Advanced: true,
                Minimum: 1,
                Maximum: 1_000
            ),
        ];

    /// <summary>How the pages of an operation are read.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The paging; null when nothing hints at one.</returns>
    public static PagingDefinition? PagingOf(ApiOperation operation)
    {
        if (operation.Method is not "GET" || Answer(operation) is not { } answer || ItemsOf(answer.Schema) is not { } items)
        {
            return null;
        }

        var query = operation.Parameters.Where(p => p.Place == ApiPlace.Query).ToList();
        var size = Sizes.Select(n => query.Find(p => p.Name == n)).FirstOrDefault(p => p is not null);
        var paging = ByCursor(query, answer.Schema) ?? ByHeader(answer) ?? ByNumber(query, answer);
        return paging is null ? null : paging with
        {
            Items = items,
            LimitField = LimitField,
            SizeParameter = size?.Name ?? "",
            PageSize = (int)Math.Clamp(size is null ? UsualSize : Schemas.Core(size.Schema).Number("maximum") ?? UsualSize, 1, UsualSize),
        };
    }

    private static ApiResponse? Answer(ApiOperation operation) =>
        operation.Responses.FirstOrDefault(r => r.Status.StartsWith('2') && r.IsJson)
        ?? operation.Responses.FirstOrDefault(r => r is { Status: "default", IsJson: true });

    private static PagingDefinition? ByHeader(ApiResponse answer) =>
        answer.Headers.Contains("link", StringComparer.OrdinalIgnoreCase) ? PagingDefinition.LinkHeader() : null;

    private static PagingDefinition? ByNumber(List<ApiParameter> query, ApiResponse answer)
    {
        var page = Numbers.Select(n => query.Find(p => p.Name == n)).FirstOrDefault(p => p is not null);
        if (page is null || Schemas.TypeOf(page.Schema) is not ("integer" or "number" or "any"))
        {
            return null;
        }

        var total = answer.Headers.FirstOrDefault(h =>
            h.Contains("total", StringComparison.OrdinalIgnoreCase) && h.Contains("pages", StringComparison.OrdinalIgnoreCase)
        );
        var first = Schemas.Core(page.Schema) is var schema && (schema.Number("default") ?? schema.Number("minimum")) == 0 ? 0 : 1;
        return PagingDefinition.ByNumber(page.Name) with { FirstPage = first, TotalPagesHeader = Lower(total) };
    }

    private static PagingDefinition? ByCursor(List<ApiParameter> query, SpecNode schema)
    {
        var cursor = Cursors.Select(n => query.Find(p => p.Name == n)).FirstOrDefault(p => p is not null);
        var path = cursor is null ? null : NextCursorOf(schema, 0);
        return path is null ? null : PagingDefinition.ByCursor(path, cursor!.Name); // a path is looked for with a cursor only
    }

    private static string? NextCursorOf(SpecNode schema, int depth)
    {
        var properties = Schemas.PropertiesOf(schema, forRequest: false) ?? [];
        var own = NextCursors.FirstOrDefault(n => properties.Any(p => p.Name == n && Schemas.TypeOf(p.Schema) is "string" or "any" or "integer"));
        if (own is not null || depth == 2)
        {
            return own;
        }

        foreach (var inner in properties.Where(p => Envelopes.Contains(p.Name)))
        {
            if (NextCursorOf(inner.Schema, depth + 1) is { } path)
            {
                return $"{inner.Name}.{path}";
            }
        }

        return null;
    }

    private static string? ItemsOf(SpecNode schema)
    {
        if (Schemas.TypeOf(schema) == "array")
        {
            return "";
        }

        var lists = (Schemas.PropertiesOf(schema, forRequest: false) ?? []).Where(p => Schemas.TypeOf(p.Schema) == "array").ToList();
        return lists is [var only] ? only.Name : Lists.FirstOrDefault(n => lists.Exists(p => p.Name == n));
    }

    private static string Lower(string? header) => header is null ? "" : string.Concat(header.Select(char.ToLowerInvariant));
}
