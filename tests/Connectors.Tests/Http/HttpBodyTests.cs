using System.Text.Json;
using Connectors.Http.Bodies;
using Connectors.Http.HttpRequest;
using FlowEngine.Connecting;
using FlowEngine.Running;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit;

namespace Connectors.Tests.Http;

public sealed class HttpBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("json", "\"text\"", "application/json; charset=utf-8", "\"text\"")]
    [InlineData("json", "[1, 2]", "application/json; charset=utf-8", "[1, 2]")]
    [InlineData("form", """{ "a": "x y&z", "b": [1, 2], "none": null, "c": { "d": 1 } }""", "application/x-www-form-urlencoded", "a=x+y%26z&b=1&b=2&c=%7B%22d%22%3A1%7D")]
    [InlineData("text", "42", "text/plain; charset=utf-8", "42")]
    [InlineData("xml", """{ "order": { "line": ["a<b", "c"], "@id": 7, "note": { "#text": "x" }, "none": null } }""", "application/xml; charset=utf-8", """<order id="7"><line>a&lt;b</line><line>c</line><note>x</note></order>""")]
    [InlineData("xml", "\"<a><b/></a>\"", "application/xml; charset=utf-8", "<a><b/></a>")]
    [InlineData("base64", "\"YWJj\"", null, "abc")]
    [InlineData("auto", "\"text\"", "text/plain; charset=utf-8", "text")]
    public async Task Writes_a_body_as_it_is_wanted(string kind, string body, string? contentType, string sent)
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");

        await SendAsync(server, new HttpRequestConfig("api", Method: "POST", Body: Json(body), BodyKind: kind));

        var seen = Assert.Single(server.Seen);
        Assert.Equal((contentType, sent), (seen.Headers.GetValueOrDefault("Content-Type"), seen.Body));
    }

    [Theory]
    [InlineData("form", "\"text\"")]
    [InlineData("xml", "\"<a>\"")]
    [InlineData("xml", "\"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>\"")]
    [InlineData("xml", """{ "a": 1, "b": 2 }""")]
    [InlineData("xml", """{ "a><b": 1 }""")]
    [InlineData("base64", "\"no base64!\"")]
    public async Task Refuses_a_body_that_cannot_be_made(string kind, string body)
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");

        var result = await SendAsync(server, new HttpRequestConfig("api", Method: "POST", Body: Json(body), BodyKind: kind));

        Assert.Equal("http.body", Assert.IsType<NodeResult.Failed>(result).Error.Code);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Sends_fields_and_files_as_a_form()
    {
        var files = new List<(string Name, string? FileName, string? Type, string Content)>();
        var fields = new Dictionary<string, string>();
        await using var server = await VendorServer.StartAsync(async http =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            foreach (var file in form.Files)
            {
                using var reader = new StreamReader(file.OpenReadStream());
                files.Add((file.Name, file.FileName, file.ContentType, await reader.ReadToEndAsync(http.RequestAborted)));
            }

            foreach (var (name, value) in form)
            {
                fields[name] = value.ToString();
            }
        });
        var config = new HttpRequestConfig(
            "api",
            Method: "POST",
            Body: Json("""{ "order": 1003, "tags": ["a", "b"] }"""),
            BodyKind: HttpBodies.Multipart,
            Parts:
            [
                new("note", "Müll"),
                new("invoice", "data:application/pdf;base64,JVBERg==", "base64", "Rechnung \"ü\".pdf", "application/pdf"),
            ]
        );

        await SendAsync(server, config);

        Assert.Equal(("1003", "a,b", "Müll"), (fields["order"], fields["tags"], fields["note"]));
        var invoice = Assert.Single(files);
        Assert.Equal(("invoice", "application/pdf", "%PDF"), (invoice.Name, invoice.Type, invoice.Content));
        Assert.Contains("Rechnung", invoice.FileName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://files.example/a.pdf", "https")]
    [InlineData("file:///etc/passwd", "https")]
    [InlineData("https://eve:pw@files.example/a.pdf", "https")]
    public async Task Fetches_a_file_over_https_only(string address, string told)
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");
        var config = new HttpRequestConfig("api", Method: "POST", BodyKind: HttpBodies.Multipart, Parts: [new("file", address, "url")]);

        var error = Assert.IsType<NodeResult.Failed>(await SendAsync(server, config)).Error;

        Assert.Equal("http.body", error.Code);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetches_a_file_through_the_guarded_dialer_only()
    {
        using var connection = new GuardedConnection(new Uri("http://127.0.0.1:1/"));
        var config = new HttpRequestConfig("api", Method: "POST", BodyKind: HttpBodies.Multipart, Parts: [new("file", "https://169.254.169.254/latest/meta-data", "url")]);

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(
            async () => await Executor().ExecuteAsync(config, new FakeNodeContext(connection), Token)
        );

        Assert.Equal("connection.address", refused.Code);
        Assert.Equal("169.254.169.254:443", Assert.Single(connection.Dialled));
    }

    [Theory]
    [InlineData("<o id='7'><l>a</l><l>b</l><e/><t x='1'>y</t></o>", """{"o":{"@id":"7","l":["a","b"],"e":"","t":{"@x":"1","#text":"y"}}}""")]
    [InlineData("<?xml version='1.0'?><!-- c --><a:b xmlns:a='u'><![CDATA[<x>]]></a:b>", """{"a:b":{"@xmlns:a":"u","#text":"\u003Cx\u003E"}}""")]
    public async Task Reads_xml_as_a_value(string xml, string value)
    {
        await using var server = await VendorServer.AnsweringAsync(200, xml, "text/xml");

        Assert.Equal(value, BodyOf(await SendAsync(server, new HttpRequestConfig("api", ResponseAs: "xml"))).GetRawText());
    }

    [Theory]
    [InlineData("xml", "<a>")]
    [InlineData("xml", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>")]
    [InlineData("json", "<html>")]
    [InlineData("json", "")]
    public async Task Refuses_an_answer_of_another_kind(string kind, string body)
    {
        await using var server = await VendorServer.AnsweringAsync(200, body, "text/plain");

        var result = await SendAsync(server, new HttpRequestConfig("api", ResponseAs: kind));

        Assert.Equal("http.answer", Assert.IsType<NodeResult.Failed>(result).Error.Code);
    }

    [Fact]
    public async Task Reads_xml_nested_without_end_as_another_kind()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 5_000)) + string.Concat(Enumerable.Repeat("</a>", 5_000));
        await using var server = await VendorServer.AnsweringAsync(200, deep, "text/xml");

        Assert.IsType<NodeResult.Failed>(await SendAsync(server, new HttpRequestConfig("api", ResponseAs: "xml")));
    }

    [Fact]
    public async Task Reads_bytes_as_base64()
    {
        await using var server = await VendorServer.StartAsync(async http =>
        {
            http.Response.ContentType = "image/png";
            await http.Response.Body.WriteAsync(new byte[] { 0x89, 0x50, 0xFF, 0 }, http.RequestAborted);
        });

        var body = BodyOf(await SendAsync(server, new HttpRequestConfig("api", ResponseAs: "base64")));

        Assert.Equal("""{"type":"image/png","size":4,"base64":"iVD/AA=="}""", body.GetRawText());
    }

    [Fact]
    public async Task Keeps_json_as_text_where_that_is_wanted()
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{ }");

        Assert.Equal("{ }", BodyOf(await SendAsync(server, new HttpRequestConfig("api", ResponseAs: "text"))).GetString());
    }

    [Fact]
    public async Task Repeats_a_query_parameter_for_each_item_of_a_list()
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");

        await SendAsync(server, new HttpRequestConfig("api", Query: new Dictionary<string, JsonElement> { ["id"] = Json("[1, \"a b\", null]") }));

        Assert.Equal("/?id=1&id=a%20b", Assert.Single(server.Seen).Target);
    }

    [Theory]
    [InlineData("page", "?x=1&page=1", "?x=1&page=2", "?x=1&page=3")]
    [InlineData("cursor", "?x=1", "?x=1&page=c1", "?x=1&page=c2")]
    [InlineData("link", "?x=1", "?next=1", "?next=2")]
    public async Task Reads_a_list_page_by_page(string paging, params string[] targets)
    {
        var count = 0;
        await using var server = await VendorServer.StartAsync(http =>
        {
            var page = ++count;
            if (page < 3)
            {
                http.Response.Headers.Link = $"<{http.Request.Scheme}://{http.Request.Host}/list?next={page}>; rel=\"next\"";
            }

            var cursor = page < 3 ? $"\"c{page}\"" : "null";
            var items = page < 3 ? $"[{page}, {page}0]" : "[]";
            return VendorServer.WriteAsync(http, 200, $$"""{ "data": { "items": {{items}} }, "next": {{cursor}} }""");
        });
        var config = new HttpRequestConfig(
            "api",
            "list",
            Query: new Dictionary<string, JsonElement> { ["x"] = Json("1") },
            Paging: paging,
            PageItems: "data.items",
            PageCursor: "next"
        );

        var body = BodyOf(await SendAsync(server, config));

        Assert.Equal("[1,10,2,20]", body.GetRawText());
        Assert.Equal(targets.Select(t => $"/list{t}"), server.Seen.Select(s => s.Target));
    }

    [Fact]
    public async Task Reads_no_more_pages_than_allowed()
    {
        await using var server = await VendorServer.AnsweringAsync(200, "[1]");

        var body = BodyOf(await SendAsync(server, new HttpRequestConfig("api", Paging: "page", MaxPages: 2)));

        Assert.Equal("[1,1]", body.GetRawText());
    }

    [Fact]
    public async Task Says_that_there_is_no_list()
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");

        var result = await SendAsync(server, new HttpRequestConfig("api", Paging: "page", PageItems: "data"));

        Assert.Equal("http.paging", Assert.IsType<NodeResult.Failed>(result).Error.Code);
    }

    [Fact]
    public void Refuses_settings_that_do_not_go_together()
    {
        var validator = new HttpRequestConfigValidator();
        string[] Codes(HttpRequestConfig config) => [.. validator.Validate(config).Errors.Select(e => e.ErrorCode)];

        Assert.Equal(["http.paging"], Codes(new HttpRequestConfig("api", Method: "POST", Paging: "page")));
        Assert.Equal(["http.paging"], Codes(new HttpRequestConfig("api", Paging: "cursor")));
        Assert.Equal(["http.cache"], Codes(new HttpRequestConfig("api", Method: "POST", CacheSeconds: 60)));
        Assert.Equal(["http.body"], Codes(new HttpRequestConfig("api", BodyKind: "yaml")));
        Assert.Equal(["http.body"], Codes(new HttpRequestConfig("api", Parts: [new("a", "b", "hex")])));
        Assert.Empty(Codes(new HttpRequestConfig("api", CacheSeconds: 60, Fresh: true)));
    }

    private static async Task<NodeResult> SendAsync(VendorServer server, HttpRequestConfig config)
    {
        using var connection = new FakeConnection("http", server.Address);
        return await Executor().ExecuteAsync(config, new FakeNodeContext(connection), Token);
    }

    private static JsonElement BodyOf(NodeResult result) => Assert.IsType<NodeResult.Completed>(result).Output.GetProperty("body");

    private static HttpRequestExecutor Executor() => new(new ManualTimeProvider(), NullLogger<HttpRequestExecutor>.Instance);

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    /// <summary>A connection whose dialer refuses every address.</summary>
    private sealed class GuardedConnection(Uri address) : IConnection, IDisposable
    {
        public string Name => "api";

        public string Connector => "http";

        public JsonElement Settings => default;

        public HttpClient Http { get; } = new() { BaseAddress = address };

        public List<string> Dialled { get; } = [];

        public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Files are fetched without a credential.");

        public ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken)
        {
            Dialled.Add($"{host}:{port}");
            throw new ConnectionRefusedException("connection.address", "Inside of this network.");
        }

        public void Dispose() => Http.Dispose();
    }
}
