using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Hooks.Signing;

/// <summary>What a signature may cover: a call as it came.</summary>
/// <param name="method">HTTP method.</param>
/// <param name="url">Address as the caller knows it, with its query.</param>
/// <param name="headers">Its headers.</param>
/// <param name="body">Its body, byte by byte.</param>
internal readonly struct SignedRequest(string method, string url, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
{
    public string Method { get; } = method;

    public string Url { get; } = url;

    public IHeaderDictionary Headers { get; } = headers;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>A header; null when it is missing or empty.</summary>
    public string? Header(string? name) => name is not null && Headers[name].ToString() is { Length: > 0 } value ? value : null;
}
