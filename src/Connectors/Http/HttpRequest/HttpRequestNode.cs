using System.Collections.Frozen;
using System.Text.Json;
using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes;

namespace Connectors.Http.HttpRequest;

/// <summary>The node that sends one HTTP request over a connection.</summary>
public static class HttpRequestNode
{
    private static readonly string[] InOrder = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Methods that can be chosen.</summary>
    public static IReadOnlySet<string> Methods { get; } = InOrder.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<HttpRequestConfig>("http.request", version: 1)
            .Title("HTTP request", NodeCategory.Connector, "Sends one HTTP request over a connection and passes the answer on.")
            .Card("{method} {path} over {connection}", "http")
            .Field(c => c.Connection, "Connection", "Gives the host and the credential.", FieldKind.Connection)
            .Field(c => c.Method, "Method", "What the other system is asked to do.", options: [.. Options()])
            .Field(
                c => c.Path,
                "Path",
                "Path below the connection's address, without query and without a host; inserted values stay inside their segment.",
                expression: true,
                template: true,
                encoding: TextEncoding.Url
            )
            .Field(c => c.Query, "Query", "Query parameters; empty ones are left out.", FieldKind.Map, expression: true)
            .Field(
                c => c.Headers,
                "Headers",
                "Request headers; the credential's header belongs to the connection.",
                FieldKind.Map,
                expression: true,
                advanced: true
            )
            .Field(
                c => c.Body,
                "Body",
                "Text is sent as it is, any other value as JSON; leave empty for none.",
                FieldKind.Json,
                expression: true,
                template: true
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the body of a success.", FieldKind.Variable)
            .Field(c => c.TimeoutSeconds, "Timeout", "Seconds to wait, 1 to 300.", advanced: true, minimum: 1, maximum: 300)
            .Field(
                c => c.Idempotent,
                "Safe to repeat",
                "Yes when the other system honours Idempotency-Key, so that a POST or PATCH is sent again after a crash.",
                advanced: true
            )
            .Output("success", "success", "The answer has a status from 200 to 299: { status, headers, body }.")
            .Shape("{ status: number, headers: object, body: any }")
            .Output("rejected", "rejected", "The answer has any other status, redirects included: { status, headers, body }.")
            .Shape("{ status: number, headers: object, body: any }")
            .Effect(EffectKind.Write, EffectOf)
            .Connection(HttpConnector.Key)
            .Error("http.connection", "No connection is chosen.")
            .Error("http.path", "The path leads away from the connection's address; give a path without host, '..', '?' or '#'.")
            .Error("http.method", "There is no such method; choose one of the list.")
            .Error("http.header", "A header belongs to the connection, or its name or value is not one line of text.")
            .Error("http.timeout", "The answer took longer than the timeout, or the timeout is not between 1 and 300 seconds.")
            .Error("http.size", "The answer is larger than 1 MB.")
            .Error("http.no-answer", "The other system cannot be reached or broke off.")
            .Build();

    /// <summary>
    /// GET and HEAD read; PUT and DELETE may be repeated by their meaning (RFC 9110 §9.2.2); POST and PATCH only where
    /// the author says that the other side honours the key.
    /// </summary>
    private static NodeEffect EffectOf(JsonElement config)
    {
        var isObject = config.ValueKind is JsonValueKind.Object;
        var method =
            isObject && config.TryGetProperty("method", out var m) && m.ValueKind is JsonValueKind.String ? m.GetString() : "GET";
        return method switch
        {
            "GET" or "HEAD" => new NodeEffect(EffectKind.Read, Idempotent: true),
            "PUT" or "DELETE" => new NodeEffect(EffectKind.Write, Idempotent: true),
            _ => new NodeEffect(
                EffectKind.Write,
                isObject && config.TryGetProperty("idempotent", out var i) && i.ValueKind is JsonValueKind.True
            ),
        };
    }

    private static IEnumerable<FieldOption> Options() => InOrder.Select(m => new FieldOption(m, m));
}
