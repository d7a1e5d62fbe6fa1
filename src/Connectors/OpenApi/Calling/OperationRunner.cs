using System.Text.Json;
using System.Text.Json.Nodes;
using Connectors.OpenApi.Making;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Running;

namespace Connectors.OpenApi.Calling;

/// <summary>Makes attempts of one operation: the request by its plan, the answer to a port or an error.</summary>
/// <param name="plan">How settings become the request.</param>
/// <param name="hasNotFound">True when the operation has a port for what does not exist.</param>
internal sealed class OperationRunner(RequestPlan plan, bool hasNotFound)
{
    public const string Success = "success";
    public const string NotFound = "notFound";
    public const string Rejected = "rejected";

    /// <summary>Limits of one request.</summary>
    public static CallLimits Limits { get; } = new(TimeSpan.FromSeconds(30), 4 * 1024 * 1024);

    /// <summary>Makes one attempt.</summary>
    public async ValueTask<NodeResult> RunAsync(OperationCall call, CancellationToken cancellationToken)
    {
        try
        {
            var maker = new RequestMaker(plan, call);
            return call.Operation.Paging is { } paging && call.IsSet(ReadAll.Field)
                ? await ReadAllAsync(maker, paging, call, cancellationToken).ConfigureAwait(false)
                : await RunOnceAsync(maker, call, cancellationToken).ConfigureAwait(false);
        }
        catch (BadSettingException e)
        {
            return new NodeResult.Failed(new NodeError($"{call.Connector.Key}.setting", e.Message, Retryable: false));
        }
    }

    private async ValueTask<NodeResult> RunOnceAsync(RequestMaker maker, OperationCall call, CancellationToken cancellationToken)
    {
        using var request = maker.Make(new Uri(maker.Address(), UriKind.RelativeOrAbsolute));
        var exchange = await call.SendAsync(request, Limits, cancellationToken).ConfigureAwait(false);
        return exchange is not Exchange.Answered { Answer: var answer } ? HttpFailures.From((Exchange.Unanswered)exchange, call)
            : answer.IsSuccess ? new NodeResult.Completed(Success, BodyOf(answer))
            : Refused(answer, call);
    }

    /// <summary>Reads page after page; the output is the first page with the items of all.</summary>
    private async ValueTask<NodeResult> ReadAllAsync(
        RequestMaker maker,
        PagingDefinition paging,
        OperationCall call,
        CancellationToken cancellationToken
    )
    {
        var items = new List<JsonElement>();
        Answer? first = null;
        var pages = PagedRead.ReadAsync(
            paging,
            maker.Address(paging.Parameter, paging.SizeParameter),
            call.Connection.Http.BaseAddress,
            Math.Clamp(call.Whole(paging.LimitField) ?? paging.MaxItems, 1, paging.MaxItems),
            async (page, token) =>
            {
                using var request = maker.Make(page);
                return await call.SendAsync(request, Limits, token).ConfigureAwait(false);
            },
            cancellationToken
        );
        await foreach (var page in pages.ConfigureAwait(false))
        {
            switch (page)
            {
                case { Exchange: Exchange.Unanswered none }:
                    return HttpFailures.From(none, call);
                case { Exchange: Exchange.Answered { Answer: { IsSuccess: false } answer } }:
                    return Refused(answer, call);
                case { Items: { } read, Exchange: Exchange.Answered { Answer: var answer } }:
                    first ??= answer;
                    items.AddRange(read);
                    break;
                default:
                    return HttpFailures.BadAnswer(((Exchange.Answered)page.Exchange).Answer, call); // the cases above are the others
            }
        }

        return new NodeResult.Completed(Success, Together(first, paging.Items, items));
    }

    private NodeResult Refused(Answer answer, OperationCall call) =>
        answer.Status switch
        {
            404 when hasNotFound => new NodeResult.Completed(NotFound, Output(answer)),
            401 or 403 or 408 or 429 or >= 500 or < 400 => HttpFailures.From(answer, call, reason: null),
            _ => new NodeResult.Completed(Rejected, Output(answer)),
        };

    private static JsonElement Together(Answer? first, string path, List<JsonElement> items)
    {
        var all = JsonSerializer.SerializeToElement(items);
        if (path.Length == 0 || first is null || !first.TryReadJson(out var body) || JsonObject.Create(body) is not { } envelope)
        {
            return all;
        }

        envelope[path] = JsonArray.Create(all);
        return JsonSerializer.SerializeToElement(envelope);
    }

    /// <summary>JSON as a value, other text as a text; null when there is nothing.</summary>
    private static JsonElement BodyOf(Answer answer) =>
        answer.TryReadJson(out var json) ? json : JsonSerializer.SerializeToElement(answer.Text is { Length: > 0 } text ? text : null);

    private static JsonElement Output(Answer answer) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["status"] = answer.Status, ["body"] = JsonSerializer.SerializeToNode(BodyOf(answer)) });
}
