using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connectors.Http.Answers;
using Connectors.Http.HttpRequest;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace Connectors.Http.GraphQl;

/// <summary>Sends one GraphQL request (GraphQL over HTTP, working draft): one attempt, no retry.</summary>
internal sealed partial class GraphQlExecutor(TimeProvider time, ILogger<GraphQlExecutor> logger) : INodeExecutor<GraphQlConfig>
{
    private const int MaxSaid = 300;

    public async ValueTask<NodeResult> ExecuteAsync(GraphQlConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var isRead = GraphQlDocument.Read(config.Query).Choose(config.OperationName) is { Kind: "query" };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"./{config.Path.TrimStart('/')}", UriKind.Relative));
        request.Content = new StringContent(Body(config), Encoding.UTF8, "application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Options.Set(CallOptions.Operation, "http.graphql");
        if (!isRead)
        {
            ConnectionCall.AddIdempotencyKey(request.Headers, context.EffectKey);
        }

        var limits = new CallLimits(TimeSpan.FromSeconds(config.TimeoutSeconds), HttpRequestExecutor.MaxBytes);
        var exchange = await ConnectionCall
            .SendAsync(context.Connection, request, limits, time, cancellationToken)
            .ConfigureAwait(false);
        if (exchange is not Exchange.Answered { Answer: var answer })
        {
            var none = (Exchange.Unanswered)exchange;
            return Fail(HttpErrors.From(none, isRead || config.Idempotent || none.NeverSent), context);
        }

        return answer.TryReadJson(out var json) && IsGraphQl(json) ? Complete(json, answer, config, context, isRead) : Reject(answer);
    }

    private NodeResult Complete(JsonElement json, Answer answer, GraphQlConfig config, NodeContext context, bool isRead)
    {
        var data = json.TryGetProperty("data", out var found) ? found : default;
        var hasData = data.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
        JsonElement[] errors = json.TryGetProperty("errors", out var list) && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        if (errors.Length > 0 && !(hasData && config.Partial))
        {
            return Fail(ErrorOf(errors, answer, isRead || config.Idempotent), context);
        }

        if (!string.IsNullOrEmpty(config.SaveTo))
        {
            context.SetVariable(config.SaveTo, hasData ? data : JsonSerializer.SerializeToElement<string?>(null, HttpJsonContext.Default.String!));
        }

        var output = new GraphQlOutput(
            hasData ? data : JsonSerializer.SerializeToElement<string?>(null, HttpJsonContext.Default.String!),
            errors,
            json.TryGetProperty("extensions", out var extensions) ? extensions : null
        );
        return new NodeResult.Completed(
            errors.Length > 0 ? "partial" : "success",
            JsonSerializer.SerializeToElement(output, HttpJsonContext.Default.GraphQlOutput)
        );
    }

    private static NodeResult.Completed Reject(Answer answer) =>
        new(
            "rejected",
            JsonSerializer.SerializeToElement(
                new HttpRequestOutput(answer.Status, answer.Headers, HttpAnswers.ReadByLook(answer)),
                HttpJsonContext.Default.HttpRequestOutput
            )
        );

    /// <summary>The first error in its own words; worth another attempt when the other side is busy and repeating is safe.</summary>
    private NodeError ErrorOf(JsonElement[] errors, Answer answer, bool repeatable)
    {
        var first = errors[0];
        var said = Text(first, "message") ?? "no message";
        var code = first.ValueKind is JsonValueKind.Object && first.TryGetProperty("extensions", out var more) ? Text(more, "code") : null;
        var line = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        var message =
            $"The other system answers with {(errors.Length == 1 ? "an error" : $"{errors.Length} errors")}{(code is null ? "" : $" ({code})")}: "
            + (line.Length <= MaxSaid ? line : line[..MaxSaid] + "…");
        var isBusy = answer.Status is 429 or >= 500 || code is "THROTTLED" or "RATE_LIMITED" or "SERVICE_UNAVAILABLE";
        return new NodeError("graphql.error", message, isBusy && repeatable, answer.WaitAsked(time));
    }

    private static string Body(GraphQlConfig config)
    {
        var body = new JsonObject { ["query"] = config.Query };
        if (!string.IsNullOrEmpty(config.OperationName))
        {
            body["operationName"] = config.OperationName;
        }

        if (config.Variables is { Count: > 0 } variables)
        {
            body["variables"] = new JsonObject(
                variables
                    .Where(v => v.Value.ValueKind is not JsonValueKind.Undefined)
                    .Select(v => KeyValuePair.Create(v.Key, JsonNode.Parse(v.Value.GetRawText())))
            );
        }

        return body.ToJsonString();
    }

    private static bool IsGraphQl(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object
        && (json.TryGetProperty("data", out _) || (json.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Array && errors.GetArrayLength() > 0));

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private NodeResult.Failed Fail(NodeError error, NodeContext context)
    {
        LogFailed(context.NodeId, error.Code, context.Connection.Http.BaseAddress?.Host ?? context.Connection.Name);
        return new NodeResult.Failed(error);
    }

    [LoggerMessage(2002, LogLevel.Warning, "Node {NodeId} failed with {Code} calling {Host}.")]
    private partial void LogFailed(string nodeId, string code, string host);
}
