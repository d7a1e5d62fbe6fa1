using System.Diagnostics.CodeAnalysis;

namespace FlowRuntime.Connections.Calling;

/// <summary>Copies requests: one that was sent cannot be sent again, and one of a caller does not outlive his call.</summary>
internal static class RequestCopy
{
    /// <summary>Copies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="address">Address of the copy.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The copy, with a body of its own.</returns>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes the copy.")]
    public static async ValueTask<HttpRequestMessage> OfAsync(HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        var copy = new HttpRequestMessage(request.Method, address) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var header in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        foreach (var option in request.Options)
        {
            ((IDictionary<string, object?>)copy.Options)[option.Key] = option.Value;
        }

        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            foreach (var header in content.Headers.NonValidated)
            {
                copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
            }
        }

        return copy;
    }
}
