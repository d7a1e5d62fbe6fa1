namespace FlowEngine.Connecting;

/// <summary>How a list is read page by page. Make one with the factory of its kind, then set what differs. Immutable.</summary>
public sealed record PagingDefinition
{
    private PagingDefinition(PagingKind kind) => Kind = kind;

    /// <summary>How the next page is found.</summary>
    public PagingKind Kind { get; }

    /// <summary>Members that lead to the list in the answer, with dots, for example <c>data.items</c>; empty when the body is the list.</summary>
    public string Items { get; init; } = "";

    /// <summary>Query parameter with the number of the page or the cursor; empty where the address of the next page is given.</summary>
    public string Parameter { get; private init; } = "";

    /// <summary>Members that lead to the cursor in the answer, with dots, for example <c>paging.next.after</c>.</summary>
    public string Cursor { get; private init; } = "";

    /// <summary>Header with the number of pages; empty when only an incomplete page tells the end.</summary>
    public string TotalPagesHeader { get; init; } = "";

    /// <summary>Number of the first page.</summary>
    public int FirstPage { get; init; } = 1;

    /// <summary>Query parameter with the size of a page; empty when the other side does not take one.</summary>
    public string SizeParameter { get; init; } = "";

    /// <summary>Items asked for in each page.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Setting with the most items that the author wants.</summary>
    public string LimitField { get; init; } = "limit";

    /// <summary>Most pages that one execution reads.</summary>
    public int MaxPages { get; init; } = 10;

    /// <summary>Size of the answers after which no further page is read. Unit: bytes.</summary>
    public long MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most items that one execution reads.</summary>
    public int MaxItems { get; init; } = 1_000;

    /// <summary>The address of the next page stands in the header <c>Link</c> with <c>rel="next"</c> (RFC 8288).</summary>
    /// <returns>The paging.</returns>
    public static PagingDefinition LinkHeader() => new(PagingKind.LinkHeader);

    /// <summary>Each answer holds a cursor that asks for the next page.</summary>
    /// <param name="path">Members that lead to the cursor, with dots.</param>
    /// <param name="parameter">Query parameter that takes it.</param>
    /// <returns>The paging.</returns>
    public static PagingDefinition ByCursor(string path, string parameter) =>
        new(PagingKind.Cursor) { Cursor = path, Parameter = parameter };

    /// <summary>Pages are numbered.</summary>
    /// <param name="parameter">Query parameter with the number.</param>
    /// <returns>The paging.</returns>
    public static PagingDefinition ByNumber(string parameter = "page") =>
        new(PagingKind.PageNumber) { Parameter = parameter };

    /// <summary>Pages are numbered as WordPress does it: <c>page</c>, <c>per_page</c>, and <c>X-WP-TotalPages</c> in the answer.</summary>
    /// <returns>The paging.</returns>
    public static PagingDefinition WordPress() =>
        ByNumber() with
        {
            SizeParameter = "per_page",
            TotalPagesHeader = "x-wp-totalpages",
        };
}

/// <summary>How the next page of a list is found.</summary>
public enum PagingKind
{
    /// <summary>By the header <c>Link</c>.</summary>
    LinkHeader,

    /// <summary>By a cursor in the body.</summary>
    Cursor,

    /// <summary>By counting pages.</summary>
    PageNumber,
}
