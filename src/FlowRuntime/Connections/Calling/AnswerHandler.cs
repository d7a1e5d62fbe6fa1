using FlowEngine.Connecting.Calling;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// Takes answers from the line, bounded and unpacked: the last before the sockets, so that the handler above, which looks for
/// credentials in answers, sees them as they are.
/// </summary>
internal sealed class AnswerHandler(CallingOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.NonValidated.Contains("Accept-Encoding"))
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", AnswerBodies.Accepted);
        }

        var most = request.Options.TryGetValue(CallOptions.MaxBytes, out var bytes) && bytes > 0 ? bytes : options.MaxAnswerBytes;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await AnswerBodies.TakeAsync(response, most, options.MaxUnpackRatio, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
