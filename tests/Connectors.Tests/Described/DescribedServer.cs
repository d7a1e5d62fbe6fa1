using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Connectors.Tests.Described;

/// <summary>
/// A real server with state that acts as a vendor and holds every request and every answer to the vendor's description.
/// </summary>
internal sealed class DescribedServer : IAsyncDisposable
{
    private readonly ApiDescription _description;
    private readonly string _prefix;
    private readonly Func<VendorRequest, VendorAnswer> _answer;
    private readonly Lock _turn = new();
    private readonly ConcurrentQueue<VendorAnswer> _planned = [];
    private VendorServer _server = null!; // set by StartAsync
    private int _toLose;

    private DescribedServer(ApiDescription description, string prefix, Func<VendorRequest, VendorAnswer> answer) =>
        (_description, _prefix, _answer) = (description, prefix, answer);

    public Uri Address => new(_server.Address, $"{_prefix.TrimStart('/')}/");

    public ConcurrentQueue<SeenRequest> Seen => _server.Seen;

    /// <summary>What did not fit the description; empty in a good test.</summary>
    public ConcurrentQueue<string> Violations { get; } = [];

    /// <summary>Starts a server.</summary>
    /// <param name="description">The vendor's description.</param>
    /// <param name="prefix">Path before the described ones; empty for none.</param>
    /// <param name="answer">Answers one request; never called twice at once.</param>
    public static async Task<DescribedServer> StartAsync(ApiDescription description, string prefix, Func<VendorRequest, VendorAnswer> answer)
    {
        var described = new DescribedServer(description, prefix, answer);
        described._server = await VendorServer.StartAsync(described.AnswerAsync);
        return described;
    }

    /// <summary>Answers the next request with this instead of doing it.</summary>
    public void AnswerNext(VendorAnswer answer) => _planned.Enqueue(answer);

    /// <summary>Does what the next write asks for, and cuts the line before the answer.</summary>
    public void LoseNextAnswer() => Interlocked.Exchange(ref _toLose, 1);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var seen = (SeenRequest)http.Items[nameof(SeenRequest)]!; // the server sets it
        var query = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        // An escaped slash belongs to its segment: paths are compared as they came.
        var raw = seen.Target.Split('?')[0][_prefix.Length..];
        Note(_description.CheckRequest(seen.Method, raw, query, seen.Body));
        if (_planned.TryDequeue(out var answer))
        {
            await WriteAsync(http, answer);
            return;
        }

        lock (_turn)
        {
            answer = _answer(
                new VendorRequest(
                    seen.Method,
                    [.. raw.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(WebUtility.UrlDecode).OfType<string>()],
                    query,
                    seen.Body.Length == 0 ? null : JsonNode.Parse(seen.Body) as JsonObject,
                    seen.Headers
                )
            );
        }

        Note(_description.CheckAnswer(seen.Method, raw, answer.Status, answer.Body?.ToJsonString() ?? ""));
        if (seen.Method != "GET" && Interlocked.Exchange(ref _toLose, 0) == 1)
        {
            http.Abort();
            return;
        }

        await WriteAsync(http, answer);
    }

    private void Note(IEnumerable<string> violations)
    {
        foreach (var violation in violations)
        {
            Violations.Enqueue(violation);
        }
    }

    private static Task WriteAsync(HttpContext http, VendorAnswer answer)
    {
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        http.Response.StatusCode = answer.Status;
        return answer.Body is null ? Task.CompletedTask : VendorServer.WriteAsync(http, answer.Status, answer.Body.ToJsonString());
    }
}

/// <summary>A request as a vendor's logic sees it.</summary>
/// <param name="Method">Method, in capitals.</param>
/// <param name="Path">Segments of the path, decoded.</param>
/// <param name="Query">Query parameters.</param>
/// <param name="Body">JSON object; null when there is none.</param>
/// <param name="Headers">Headers.</param>
internal sealed record VendorRequest(
    string Method,
    IReadOnlyList<string> Path,
    IReadOnlyDictionary<string, string> Query,
    JsonObject? Body,
    IReadOnlyDictionary<string, string> Headers
);
