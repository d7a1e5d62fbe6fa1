using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Connectors.Http.Answers;
using Connectors.Http.Bodies;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Expressions.Templates;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace Connectors.Http.HttpRequest;

/// <summary>Sends one request, or reads one list page by page: one attempt, no retry, no redirect.</summary>
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
        try
        {
            return config.Paging == HttpPaging.None
                ? await SendOneAsync(config, context, cancellationToken).ConfigureAwait(false)
                : await SendPagesAsync(config, context, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpBodyException e)
        {
            return Fail("http.body", e.Message, e.Retryable);
        }
        catch (HttpHeaderException e)
        {
            return Fail("http.header", $"The value of header {e.Name} must be one line of text.", retryable: false);
        }
    }

    private async Task<NodeResult> SendOneAsync(HttpRequestConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var address = new Uri(Address(config), UriKind.Relative);
        var exchange = await SendAsync(address, config, context, cancellationToken).ConfigureAwait(false);
        if (exchange is not Exchange.Answered { Answer: var answer })
        {
            return Fail((Exchange.Unanswered)exchange, config, context);
        }

        if (!answer.IsSuccess)
        {
            return Complete("rejected", answer, HttpAnswers.ReadByLook(answer));
        }

        if (!HttpAnswers.TryRead(answer, config.ResponseAs, out var body))
        {
            return Fail(
                "http.answer",
                $"The answer is not {config.ResponseAs.ToUpperInvariant()} (status {answer.Status}). Read it as text, or check the address.",
                retryable: false
            );
        }

        Save(config, context, body);
        return Complete("success", answer, body);
    }

    private async Task<NodeResult> SendPagesAsync(HttpRequestConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var paging = HttpPaging.Of(config);
        var items = new List<JsonElement>();
        Answer? last = null;
        var pages = PagedRead.ReadAsync(
            paging,
            Address(config),
            context.Connection.Http.BaseAddress,
            paging.MaxItems,
            (page, token) => SendAsync(page, config, context, token),
            cancellationToken
        );
        var bytes = 0L;
        await foreach (var page in pages.ConfigureAwait(false))
        {
            if (page.Exchange is not Exchange.Answered { Answer: var answer })
            {
                return Fail((Exchange.Unanswered)page.Exchange, config, context);
            }

            if (!answer.IsSuccess)
            {
                return Complete("rejected", answer, HttpAnswers.ReadByLook(answer));
            }

            if (page.Items is null)
            {
                var where = config.PageItems.Length == 0 ? "is no list" : $"has no list at {config.PageItems}";
                return Fail("http.paging", $"The answer {where}. Say where the list stands in it.", retryable: false);
            }

            bytes += answer.Bytes.Length;
            if (bytes > MaxPagesBytes)
            {
                return Fail("http.size", $"The pages are larger than {MaxPagesBytes / 1024 / 1024} MB together. Ask for fewer pages.", retryable: false);
            }

            items.AddRange(page.Items);
            last = answer;
        }

        var body = JsonSerializer.SerializeToElement(items, HttpJsonContext.Default.IReadOnlyListJsonElement);
        Save(config, context, body);
        return Complete("success", last!, body); // there is always a first page
    }

    /// <summary>Largest size of all pages together. Unit: bytes.</summary>
    private const int MaxPagesBytes = 4 * 1024 * 1024;

    private async Task<Exchange> SendAsync(Uri address, HttpRequestConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(config.Method), address);
        using var preparing = new CancellationTokenSource(TimeSpan.FromSeconds(config.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, preparing.Token);
        try
        {
            request.Content = await HttpBodies
                .MakeAsync(config.BodyKind, config.Body, config.Parts ?? [], context.Connection, either.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpBodyException($"A file did not come within {config.TimeoutSeconds} seconds.", retryable: true);
        }

        AddHeaders(request, config.Headers);
        if (config.Method is not ("GET" or "HEAD" or "OPTIONS"))
        {
            ConnectionCall.AddIdempotencyKey(request.Headers, context.EffectKey);
        }

        request.Options.Set(CallOptions.Operation, "http.request");
        if (config.CacheSeconds > 0)
        {
            request.Options.Set(CallOptions.Cache, new CachePolicy(TimeSpan.FromSeconds(config.CacheSeconds), TimeSpan.Zero, []));
            request.Options.Set(CallOptions.Fresh, config.Fresh);
        }

        var limits = new CallLimits(TimeSpan.FromSeconds(config.TimeoutSeconds), MaxBytes);
        return await ConnectionCall.SendAsync(context.Connection, request, limits, time, cancellationToken).ConfigureAwait(false);
    }

    private static void Save(HttpRequestConfig config, NodeContext context, JsonElement body)
    {
        if (!string.IsNullOrEmpty(config.SaveTo))
        {
            context.SetVariable(config.SaveTo, body);
        }
    }

    private static NodeResult.Completed Complete(string port, Answer answer, JsonElement body) =>
        new(
            port,
            JsonSerializer.SerializeToElement(
                new HttpRequestOutput(answer.Status, answer.Headers, body),
                HttpJsonContext.Default.HttpRequestOutput
            )
        );

    private NodeResult.Failed Fail(Exchange.Unanswered none, HttpRequestConfig config, NodeContext context)
    {
        // POST and PATCH may have taken effect before the line broke: repeating them is the author's decision.
        var repeatable = config.Method is not ("POST" or "PATCH") || config.Idempotent || none.NeverSent;
        var error = HttpErrors.From(none, repeatable);
        LogFailed(context.NodeId, error.Code, context.Connection.Http.BaseAddress?.Host ?? context.Connection.Name);
        return new NodeResult.Failed(error);
    }

    private static NodeResult.Failed Fail(string code, string message, bool retryable) =>
        new(new NodeError(code, message, retryable));

    private static string Address(HttpRequestConfig config)
    {
        var address = new StringBuilder("./").Append(config.Path.TrimStart('/'));
        var separator = '?';
        foreach (var (name, text) in (config.Query ?? new Dictionary<string, JsonElement>()).SelectMany(q => HttpBodies.Pairs(q.Key, q.Value)))
        {
            address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(text));
            separator = '&';
        }

        return address.ToString();
    }

    private static void AddHeaders(HttpRequestMessage request, IReadOnlyDictionary<string, JsonElement>? headers)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, JsonElement>())
        {
            var text = ValueText.Of(value);
            if (text.Any(char.IsControl))
            {
                throw new HttpHeaderException(name);
            }

            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                // The boundary of a multipart body is part of its type and known here only.
                if (request.Content is not MultipartContent)
                {
                    request.Content?.Headers.ContentType = MediaTypeHeaderValue.TryParse(text, out var type)
                        ? type
                        : throw new HttpHeaderException(name);
                }
            }
            else if (!request.Headers.TryAddWithoutValidation(name, text))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, text);
            }
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "Node {NodeId} failed with {Code} calling {Host}.")]
    private partial void LogFailed(string nodeId, string code, string host);
}
