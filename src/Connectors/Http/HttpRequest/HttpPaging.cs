using FlowEngine.Connecting;

namespace Connectors.Http.HttpRequest;

/// <summary>How a list is read page by page.</summary>
internal static class HttpPaging
{
    internal const string None = "none";
    internal const string Link = "link";
    internal const string Cursor = "cursor";
    internal const string Page = "page";

    /// <summary>Most items of all pages.</summary>
    private const int MaxItems = 10_000;

    /// <summary>The ways there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [None, Link, Cursor, Page];

    /// <summary>Describes the paging of a request.</summary>
    /// <param name="config">Its settings.</param>
    /// <returns>How the next page is found.</returns>
    public static PagingDefinition Of(HttpRequestConfig config) =>
        (
            config.Paging switch
            {
                Link => PagingDefinition.LinkHeader(),
                Cursor => PagingDefinition.ByCursor(config.PageCursor, config.PageParameter),
                _ => PagingDefinition.ByNumber(config.PageParameter),
            }
        ) with
        {
            Items = config.PageItems,
            MaxPages = config.MaxPages,
            MaxItems = MaxItems,
        };
}
