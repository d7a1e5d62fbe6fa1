using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FlowEngine.Connecting.Calling;

/// <summary>Reads a list page by page as a stream with an end: no page is asked for before the one before it was taken.</summary>
public static class PagedRead
{
    /// <summary>Reads the pages.</summary>
    /// <param name="paging">How the next page is found, and the bounds.</param>
    /// <param name="address">Address of the list without paging, relative to the connection's.</param>
    /// <param name="baseAddress">Address of the connection, against which links in answers count.</param>
    /// <param name="wanted">Items after which no further page is read.</param>
    /// <param name="send">Asks for one page.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The pages in order; the first that is not a page of a list is the last.</returns>
    public static async IAsyncEnumerable<PageOfItems> ReadAsync(
        PagingDefinition paging,
        string address,
        Uri? baseAddress,
        int wanted,
        Func<Uri, CancellationToken, Task<Exchange>> send,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(paging);
        ArgumentNullException.ThrowIfNull(send);
        var size = Math.Min(paging.PageSize, wanted);
        var first = paging.SizeParameter.Length == 0 ? address : With(address, paging.SizeParameter, size);
        var next = new Uri(
            paging.Kind is PagingKind.PageNumber ? With(first, paging.Parameter, paging.FirstPage) : first,
            UriKind.Relative
        );
        var count = 0;
        var bytes = 0L;
        for (var page = 1; ; page++)
        {
            var exchange = await send(next, cancellationToken).ConfigureAwait(false);
            var items = ItemsOf(exchange, paging, wanted - count, out var all, out var body);
            yield return new PageOfItems(exchange, items);
            count += items?.Count ?? 0;
            if (items is null || all == 0 || count >= wanted || page >= paging.MaxPages || exchange is not Exchange.Answered { Answer: var answer })
            {
                yield break;
            }

            bytes += answer.Bytes.Length;
            if (bytes >= paging.MaxBytes)
            {
                yield break;
            }

            var following = paging.Kind switch
            {
                PagingKind.LinkHeader => NextLink(answer, baseAddress, next),
                PagingKind.Cursor => NextCursor(body, paging, first),
                _ => NextNumber(answer, paging, first, page, isFull: paging.SizeParameter.Length == 0 || all >= size),
            };
            if (following is null || following == next)
            {
                yield break;
            }

            next = following;
        }
    }

    private static List<JsonElement>? ItemsOf(Exchange exchange, PagingDefinition paging, int most, out int all, out JsonElement body)
    {
        (all, body) = (0, default);
        if (
            exchange is not Exchange.Answered { Answer: { IsSuccess: true } answer }
            || !answer.TryReadJson(out body)
            || !JsonMembers.TryFollow(body, paging.Items, out var list)
            || list.ValueKind is not JsonValueKind.Array
        )
        {
            return null;
        }

        all = list.GetArrayLength();
        return [.. list.EnumerateArray().Take(most)];
    }

    private static Uri? NextNumber(Answer answer, PagingDefinition paging, string first, int page, bool isFull)
    {
        var isLast =
            paging.TotalPagesHeader.Length > 0
            && answer.Headers.TryGetValue(paging.TotalPagesHeader, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pages)
                ? page >= pages
                : !isFull;
        return isLast ? null : new Uri(With(first, paging.Parameter, paging.FirstPage + page), UriKind.Relative);
    }

    private static Uri? NextCursor(JsonElement body, PagingDefinition paging, string first)
    {
        var cursor = JsonMembers.TryFollow(body, paging.Cursor, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
        return string.IsNullOrEmpty(cursor) ? null : new Uri(With(first, paging.Parameter, cursor), UriKind.Relative);
    }

    /// <summary>A link to another host is followed no further than the connection's guard.</summary>
    private static Uri? NextLink(Answer answer, Uri? baseAddress, Uri current)
    {
        if (!answer.Headers.TryGetValue("link", out var header) || LinkHeader.Find(header, "next") is not { } link)
        {
            return null;
        }

        var from = baseAddress is null ? current : new Uri(baseAddress, current);
        return from.IsAbsoluteUri && Uri.TryCreate(from, link, out var next) ? next : null;
    }

    private static string With(string address, string name, object value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}"
        );
}

/// <summary>One page of a list.</summary>
/// <param name="Exchange">What came of asking for it.</param>
/// <param name="Items">Its items, no more than are still wanted; null when the answer is no page of a list.</param>
public sealed record PageOfItems(Exchange Exchange, IReadOnlyList<JsonElement>? Items);
