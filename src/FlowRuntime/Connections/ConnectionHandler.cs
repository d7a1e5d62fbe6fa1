using FlowEngine.Connecting;

namespace FlowRuntime.Connections;

/// <summary>
/// Guards the requests of one connection: only to its own address, encrypted unless allowed otherwise. The handler
/// below adds the credential, so that it goes there and nowhere else. Redirects are not followed by the handler below, so the credential never travels on.
/// </summary>
internal sealed class ConnectionHandler(
    Uri baseAddress,
    bool allowHttp,
    Action used,
    HttpMessageHandler inner
) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var address = request.RequestUri!; // HttpClient resolves it against the base address before it comes here
        if (
            Uri.Compare(address, baseAddress, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0
            || !address.AbsolutePath.StartsWith(baseAddress.AbsolutePath, StringComparison.Ordinal)
        )
        {
            throw new ConnectionRefusedException(
                "connection.host",
                $"The connection leads to {baseAddress.Host} only, below {baseAddress.AbsolutePath}; a request cannot choose another address."
            );
        }

        if (address.Scheme == Uri.UriSchemeHttp && !allowHttp)
        {
            throw new ConnectionRefusedException(
                "connection.http",
                "The connection's address is plain http, on which others can read the credential. Use https, or allow http in the connection's settings."
            );
        }

        request.Headers.Authorization = null;
        used();
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.InnerException is ConnectionRefusedException refused)
        {
            // The socket handler wraps what its connect callback throws; the caller wants the code.
            throw new ConnectionRefusedException(refused.Code, refused.Message, e);
        }
    }
}
