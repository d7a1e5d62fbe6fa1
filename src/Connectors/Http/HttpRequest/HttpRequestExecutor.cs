using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting.Calling;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace Connectors.Http.HttpRequest;

/// <summary>Sends one request: one attempt, no retry, no redirect.</summary>
internal sealed partial class HttpRequestExecutor(TimeProvider time, ILogger<HttpRequestExecutor> logger)
    : INodeExecutor<HttpRequestConfig>
{
    /// <summary>Largest body that is accepted. Unit: bytes.</summary>
    internal const int MaxBytes = 1024 * 1024;

    public async ValueTask<NodeResult> ExecuteAsync(
        HttpRequestConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(config.Method), Address(config));
        request.Content = Content(config.Body);
        if (config.Method is not ("GET" or "HEAD"))
        {
            ConnectionCall.AddIdempotencyKey(request.Headers, context.EffectKey);
        }

        if (FirstBadHeader(request, config.Headers) is { } name)
        {
            return Fail("http.header", $"The value of header {name} must be one line of text.", retryable: false);
        }

        var limits = new CallLimits(TimeSpan.FromSeconds(config.TimeoutSeconds), MaxBytes);
        var exchange = await ConnectionCall
            .SendAsync(context.Connection, request, limits, time, cancellationToken)
            .ConfigureAwait(false);
        return exchange is Exchange.Answered { Answer: var answer }
            ? Complete(answer, config, context)
            : Fail((Exchange.Unanswered)exchange, config, context);
    }

    private static NodeResult.Completed Complete(Answer answer, HttpRequestConfig config, NodeContext context)
    {
        var output = new HttpRequestOutput(answer.Status, answer.Headers, Body(answer));
        if (answer.IsSuccess && !string.IsNullOrEmpty(config.SaveTo))
        {
            context.SetVariable(config.SaveTo, output.Body);
        }

        return new NodeResult.Completed(
            answer.IsSuccess ? "success" : "rejected",
            JsonSerializer.SerializeToElement(output, HttpJsonContext.Default.HttpRequestOutput)
        );
    }

    private static JsonElement Body(Answer answer)
    {
        if (answer.TryReadJson(out var json) && (answer.IsDeclaredJson || json.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            return json;
        }

        var text = answer.Text;
        return JsonSerializer.SerializeToElement(text.Length == 0 ? null : text, HttpJsonContext.Default.String!);
    }

    private NodeResult.Failed Fail(Exchange.Unanswered none, HttpRequestConfig config, NodeContext context)
    {
        var code = none.Reason switch
        {
            NoAnswer.Refused => none.Code!, // a refusal always carries the connection's code
            NoAnswer.TimedOut => "http.timeout",
            NoAnswer.TooLarge => "http.size",
            _ => "http.no-answer",
        };
        // POST and PATCH may have taken effect before the line broke: repeating them is the author's decision.
        var repeatable = config.Method is not ("POST" or "PATCH") || config.Idempotent || none.NeverSent;
        LogFailed(context.NodeId, code, context.Connection.Http.BaseAddress?.Host ?? context.Connection.Name);
        return Fail(code, none.Message, repeatable && none.Reason is not (NoAnswer.Refused or NoAnswer.TooLarge));
    }

    private static NodeResult.Failed Fail(string code, string message, bool retryable) =>
        new(new NodeError(code, message, retryable));

    private static Uri Address(HttpRequestConfig config)
    {
        var address = new StringBuilder("./").Append(config.Path.TrimStart('/'));
        var separator = '?';
        foreach (var (name, value) in config.Query ?? new Dictionary<string, JsonElement>())
        {
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                continue;
            }

            address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(Plain(value)));
            separator = '&';
        }

        return new Uri(address.ToString(), UriKind.Relative);
    }

    private static StringContent? Content(JsonElement body) =>
        body.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.String => new StringContent(body.GetString()!), // a string element has a string
            _ => new StringContent(body.GetRawText(), Encoding.UTF8, "application/json"),
        };

    private static string? FirstBadHeader(HttpRequestMessage request, IReadOnlyDictionary<string, JsonElement>? headers)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, JsonElement>())
        {
            var text = Plain(value);
            if (text.Any(char.IsControl))
            {
                return name;
            }

            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                if (!MediaTypeHeaderValue.TryParse(text, out var type))
                {
                    return name;
                }

                request.Content?.Headers.ContentType = type;
            }
            else if (!request.Headers.TryAddWithoutValidation(name, text))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, text);
            }
        }

        return null;
    }

    private static string Plain(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    [LoggerMessage(2001, LogLevel.Warning, "Node {NodeId} failed with {Code} calling {Host}.")]
    private partial void LogFailed(string nodeId, string code, string host);
}
