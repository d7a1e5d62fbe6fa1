using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Connecting.Calling;

/// <summary>
/// An operation that is one HTTP request, or one list read page by page, described by data: how settings become the request
/// and how the answer becomes a port or an error. Immutable; thread-safe.
/// </summary>
/// <param name="Method">Method of the request.</param>
/// <param name="Path">
/// Path below the connection's address, with settings in braces, for example <c>orders/{orderId}</c>; a value stays inside
/// its segment.
/// </param>
public sealed record HttpOperation(HttpMethod Method, string Path)
{
    /// <summary>Port for what was asked for; the first of the operation's.</summary>
    public string Port { get; init; } = "success";

    /// <summary>Query parameters.</summary>
    public IReadOnlyList<HttpParameter> Query { get; init; } = [];

    /// <summary>Headers; the credential's belong to the connection.</summary>
    public IReadOnlyList<HttpParameter> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public HttpBody? Body { get; init; }

    /// <summary>Ports for statuses that are no failure here, for example 404 for <c>notFound</c>.</summary>
    public IReadOnlyDictionary<int, string> PortByStatus { get; init; } = new Dictionary<int, string>();

    /// <summary>Port for a list without items; <see cref="Port"/> when null.</summary>
    public string? EmptyPort { get; init; }

    /// <summary>Members that lead to the output in the answer, with dots; empty for the whole answer. A list says it in its paging.</summary>
    public string Result { get; init; } = "";

    /// <summary>Longest time and largest answer of one request.</summary>
    public CallLimits Limits { get; init; } = new(TimeSpan.FromSeconds(30), 4 * 1024 * 1024);

    /// <summary>Reads why the other side refuses, in its words; the usual members of JSON errors when null.</summary>
    public Func<Answer, string?>? Reason { get; init; }

    /// <summary>The codes with which operations of this kind fail, with a sentence each, for <see cref="OperationDefinition.Errors"/>.</summary>
    /// <param name="connector">Key of the connector: the codes begin with it.</param>
    /// <param name="title">Name of the other system.</param>
    /// <returns>The codes.</returns>
    public static IReadOnlyDictionary<string, string> Errors(string connector, string title) => HttpFailures.Documented(connector, title);

    /// <summary>Makes one attempt; for <see cref="OperationDefinition.Run"/>.</summary>
    /// <param name="call">Settings and connection.</param>
    /// <param name="cancellationToken">Cancels the run; passes through as an exception.</param>
    /// <returns>What came of it.</returns>
    public async ValueTask<NodeResult> RunAsync(OperationCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var request = new HttpRequestTemplate(this, call);
        if (request.Address is not { } address)
        {
            return HttpFailures.BadSetting(call, request.BadField);
        }

        if (call.Operation.Paging is { } paging)
        {
            return await ListAsync(request, address, paging, call, cancellationToken).ConfigureAwait(false);
        }

        using var message = request.Make(new Uri(address, UriKind.Relative));
        var exchange = await call.SendAsync(message, Limits, cancellationToken).ConfigureAwait(false);
        if (exchange is not Exchange.Answered { Answer: var answer })
        {
            return HttpFailures.From((Exchange.Unanswered)exchange, call);
        }

        if (PortByStatus.TryGetValue(answer.Status, out var port))
        {
            return new NodeResult.Completed(port, BodyOf(answer));
        }

        if (!answer.IsSuccess)
        {
            return HttpFailures.From(answer, call, Reason);
        }

        var body = BodyOf(answer);
        return (body.ValueKind is JsonValueKind.Undefined && answer.LooksLikeHtml) || (Result.Length > 0 && !JsonMembers.TryFollow(body, Result, out body))
            ? HttpFailures.BadAnswer(answer, call)
            : new NodeResult.Completed(Port, body);
    }

    private async ValueTask<NodeResult> ListAsync(
        HttpRequestTemplate request,
        string address,
        PagingDefinition paging,
        OperationCall call,
        CancellationToken cancellationToken
    )
    {
        var items = new List<JsonElement>();
        var wanted = Math.Clamp(call.Whole(paging.LimitField) ?? paging.MaxItems, 1, paging.MaxItems);
        var pages = PagedRead.ReadAsync(
            paging,
            address,
            call.Connection.Http.BaseAddress,
            wanted,
            async (page, token) =>
            {
                using var message = request.Make(page);
                return await call.SendAsync(message, Limits, token).ConfigureAwait(false);
            },
            cancellationToken
        );
        await foreach (var page in pages.ConfigureAwait(false))
        {
            switch (page)
            {
                case { Exchange: Exchange.Unanswered none }:
                    return HttpFailures.From(none, call);
                case { Exchange: Exchange.Answered { Answer: var answer } } when PortByStatus.TryGetValue(answer.Status, out var port):
                    return new NodeResult.Completed(port, BodyOf(answer));
                case { Exchange: Exchange.Answered { Answer: { IsSuccess: false } answer } }:
                    return HttpFailures.From(answer, call, Reason);
                case { Items: { } read }:
                    items.AddRange(read);
                    break;
                default:
                    return HttpFailures.BadAnswer(((Exchange.Answered)page.Exchange).Answer, call); // the cases above are the others
            }
        }

        return items.Count == 0 && EmptyPort is not null
            ? new NodeResult.Completed(EmptyPort)
            : new NodeResult.Completed(Port, JsonSerializer.SerializeToElement(items));
    }

    /// <summary>JSON as a value, other text as a text; undefined when there is nothing, or a web page.</summary>
    private static JsonElement BodyOf(Answer answer) =>
        answer.TryReadJson(out var json) ? json
        : answer.LooksLikeHtml || answer.Text.Length == 0 ? default
        : JsonSerializer.SerializeToElement(answer.Text);
}
