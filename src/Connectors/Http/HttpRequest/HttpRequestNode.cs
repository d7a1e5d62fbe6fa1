using System.Collections.Frozen;
using System.Text.Json;
using Connectors.Http.Answers;
using Connectors.Http.Bodies;
using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes;

namespace Connectors.Http.HttpRequest;

/// <summary>The node that sends one HTTP request over a connection.</summary>
public static class HttpRequestNode
{
    private static readonly string[] InOrder = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>Longest time for which an answer is kept: a day. Unit: seconds.</summary>
    internal const int MaxCacheSeconds = 86_400;

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
            .Field(c => c.Query, "Query", "Query parameters; empty ones are left out, lists are repeated.", FieldKind.Map, expression: true)
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
                "What is sent; leave empty for none.",
                FieldKind.Json,
                expression: true,
                template: true
            )
            .Field(
                c => c.BodyKind,
                "Body as",
                "How the body is written: by itself text is sent as it is and any other value as JSON.",
                options:
                [
                    new(HttpBodies.Auto, "By itself"),
                    new(HttpBodies.Json, "JSON"),
                    new(HttpBodies.Form, "Form"),
                    new(HttpBodies.Multipart, "Form with files"),
                    new(HttpBodies.Xml, "XML"),
                    new(HttpBodies.Text, "Text"),
                    new(HttpBodies.Binary, "Bytes, from base64"),
                ]
            )
            .Field(
                c => c.Parts,
                "Parts",
                "Files and further fields of a form with files, at most 50 and 10 MB together.",
                FieldKind.List,
                expression: true,
                fields: PartFields,
                shownWhen: new FieldCondition("bodyKind", HttpBodies.Multipart)
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the body of a success.", FieldKind.Variable)
            .Field(c => c.TimeoutSeconds, "Timeout", "Seconds to wait, 1 to 300.", advanced: true, minimum: 1, maximum: 300)
            .Field(
                c => c.Idempotent,
                "Safe to repeat",
                "Yes when the other system honours Idempotency-Key, so that a POST or PATCH is sent again after a crash.",
                advanced: true
            )
            .Field(
                c => c.ResponseAs,
                "Answer as",
                "How a success is read: by itself JSON becomes a value, all else text. Bytes become { type, size, base64 }.",
                advanced: true,
                options:
                [
                    new(HttpAnswers.Auto, "By itself"),
                    new(HttpAnswers.Json, "JSON"),
                    new(HttpAnswers.Text, "Text"),
                    new(HttpAnswers.Xml, "XML, as a value"),
                    new(HttpAnswers.Binary, "Bytes, as base64"),
                ]
            )
            .Field(
                c => c.Paging,
                "Pages",
                "How a list is read page by page; the body is then the items of all pages, at most 10,000 and 4 MB.",
                advanced: true,
                options:
                [
                    new(HttpPaging.None, "One answer"),
                    new(HttpPaging.Link, "By the header Link"),
                    new(HttpPaging.Cursor, "By a cursor in the answer"),
                    new(HttpPaging.Page, "By number"),
                ]
            )
            .Field(
                c => c.PageItems,
                "List",
                "Members that lead to the list in each answer, such as data.items; empty when the answer is the list.",
                advanced: true,
                shownWhen: Paged(HttpPaging.Link, HttpPaging.Cursor, HttpPaging.Page)
            )
            .Field(
                c => c.PageParameter,
                "Page parameter",
                "Query parameter with the number of the page or the cursor.",
                advanced: true,
                shownWhen: Paged(HttpPaging.Cursor, HttpPaging.Page)
            )
            .Field(
                c => c.PageCursor,
                "Cursor",
                "Members that lead to the cursor in each answer, such as paging.next.after.",
                advanced: true,
                shownWhen: Paged(HttpPaging.Cursor)
            )
            .Field(
                c => c.MaxPages,
                "Most pages",
                "Pages that are read at most, 1 to 100.",
                advanced: true,
                minimum: 1,
                maximum: 100,
                shownWhen: Paged(HttpPaging.Link, HttpPaging.Cursor, HttpPaging.Page)
            )
            .Field(
                c => c.CacheSeconds,
                "Keep the answer",
                "Seconds for which the answer of a GET or HEAD is used again, up to a day; 0 for not at all.",
                advanced: true,
                minimum: 0,
                maximum: MaxCacheSeconds
            )
            .Field(c => c.Fresh, "Ask anew", "Yes to ask even when there is a kept answer.", expression: true, advanced: true)
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
            .Error("http.size", "The answer is larger than 1 MB, or the pages than 4 MB.")
            .Error("http.body", "The body cannot be made of its value, or a file cannot be fetched; the message says why.")
            .Error("http.answer", "The answer is not of the kind that is asked for.")
            .Error("http.paging", "Pages are read of GET only, or the answer has no list where it is said to be.")
            .Error("http.cache", "Answers of GET and HEAD only are kept, from 0 seconds to a day.")
            .Error("http.no-answer", "The other system cannot be reached or broke off.")
            .Build();

    /// <summary>
    /// GET, HEAD and OPTIONS read; PUT and DELETE may be repeated by their meaning (RFC 9110 §9.2.2); POST and PATCH only where
    /// the author says that the other side honours the key.
    /// </summary>
    private static NodeEffect EffectOf(JsonElement config)
    {
        var isObject = config.ValueKind is JsonValueKind.Object;
        var method =
            isObject && config.TryGetProperty("method", out var m) && m.ValueKind is JsonValueKind.String ? m.GetString() : "GET";
        return method switch
        {
            "GET" or "HEAD" or "OPTIONS" => new NodeEffect(EffectKind.Read, Idempotent: true),
            "PUT" or "DELETE" => new NodeEffect(EffectKind.Write, Idempotent: true),
            _ => new NodeEffect(
                EffectKind.Write,
                isObject && config.TryGetProperty("idempotent", out var i) && i.ValueKind is JsonValueKind.True
            ),
        };
    }

    private static FieldCondition Paged(params string[] kinds) => new("paging", kinds);

    private static FieldDefinition[] PartFields =>
        [
            new("name", "Name", "Name of the field.", FieldKind.Text, Required: true, Expression: true, Template: true),
            new("value", "Value", "What is in it, or the address of the file.", FieldKind.Multiline, Required: true, Expression: true, Template: true),
            new(
                "encoding",
                "Value is",
                "How the value is written. A file is fetched from a public https address only.",
                FieldKind.Choice,
                Default: JsonSerializer.SerializeToElement(HttpBodies.AsText),
                Options:
                [
                    new FieldOption(HttpBodies.AsText, "text"),
                    new FieldOption(HttpBodies.AsBase64, "base64"),
                    new FieldOption(HttpBodies.AsUrl, "the address of a file"),
                ]
            ),
            new("fileName", "File name", "Makes the part a file.", FieldKind.Text, Expression: true, Template: true),
            new("contentType", "Type", "For example application/pdf.", FieldKind.Text, Expression: true, Template: true, Advanced: true),
        ];

    private static IEnumerable<FieldOption> Options() => InOrder.Select(m => new FieldOption(m, m));
}
