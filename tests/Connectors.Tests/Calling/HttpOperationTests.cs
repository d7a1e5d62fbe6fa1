using System.Globalization;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Http;
using TestKit;
using TestKit.Contract;

namespace Connectors.Tests.Calling;

public sealed class HttpOperationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_the_request_of_the_settings()
    {
        await using var server = await VendorServer.AnsweringAsync(201, """{ "data": { "id": 7 } }""");
        var http = new HttpOperation(HttpMethod.Post, "shops/{shop}/orders?v=2")
        {
            Query = [new HttpParameter("tag", "tags"), new HttpParameter("ids", "tags") { Separator = "," }, HttpParameter.Always("notify", "no")],
            Headers = [new HttpParameter("X-Mail", "email")],
            Body = HttpBody.Json(new HttpParameter("customer.email", "email"), new HttpParameter("lines"), new HttpParameter("note")),
            Result = "data",
        };

        var outcome = await RunAsync(
            server,
            http,
            """{ "shop": "a/b ü", "tags": ["x", "y"], "email": "a@b.test", "lines": [{ "sku": 1 }] }""",
            EffectKind.Write
        );

        var seen = Assert.Single(server.Seen);
        Assert.Equal(("success", 7), (outcome.Port, outcome.Output.GetProperty("id").GetInt32()));
        Assert.Equal(("POST", "a@b.test"), (seen.Method, seen.Headers["X-Mail"]));
        Assert.Equal("/shops/a%2Fb%20%C3%BC/orders?v=2&tag=x&tag=y&ids=x%2Cy&notify=no", seen.Target);
        Assert.Equal("""{"customer":{"email":"a@b.test"},"lines":[{"sku":1}]}""", seen.Body);
        Assert.StartsWith("\"", seen.Headers["Idempotency-Key"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData(" ")]
    public async Task Does_not_leave_the_path_by_a_setting(string shop)
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");

        var outcome = await RunAsync(server, new HttpOperation(HttpMethod.Get, "shops/{shop}/orders"), $$"""{ "shop": "={{JsonSerializer.Serialize(shop).Replace('"', '\'')}}" }""");

        Assert.Equal("acme.setting", outcome.Error?.Code);
        Assert.Empty(server.Seen);
    }

    [Theory]
    [InlineData("a\\r\\nX-Admin: yes")]
    [InlineData("ü")]
    public async Task Does_not_put_into_a_header_what_is_no_line_of_ascii(string email)
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");
        var http = new HttpOperation(HttpMethod.Get, "orders") { Headers = [new HttpParameter("X-Mail", "email")] };

        var outcome = await RunAsync(server, http, $$"""{ "email": "{{email}}" }""");

        Assert.Equal("acme.setting", outcome.Error?.Code);
        Assert.Empty(server.Seen);
    }

    [Theory]
    [InlineData(401, "{}", "acme.unauthorized", false)]
    [InlineData(404, "{}", "acme.notFound", false)]
    [InlineData(409, """{ "error": { "message": "No <b>stock</b>" } }""", "acme.refused", false)]
    [InlineData(429, "{}", "acme.rateLimited", true)]
    [InlineData(503, "", "acme.unavailable", true)]
    [InlineData(302, "", "acme.invalidAnswer", false)]
    [InlineData(200, "<html>Maintenance</html>", "acme.invalidAnswer", false)]
    public async Task Tells_why_the_other_side_did_not_do_it(int status, string body, string code, bool retryable)
    {
        await using var server = await VendorServer.AnsweringAsync(status, body);

        var outcome = await RunAsync(server, new HttpOperation(HttpMethod.Get, "orders"), "{}");

        Assert.Equal((code, retryable), (outcome.Error?.Code, outcome.Error?.Retryable));
        Assert.Equal(status == 409, outcome.Error!.Message.Contains("It says: No  b stock /b", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(503, EffectKind.Write, false)]
    [InlineData(429, EffectKind.Write, true)]
    public async Task A_write_is_repeated_only_where_it_surely_was_not_done(int status, EffectKind effect, bool retryable)
    {
        await using var server = await VendorServer.AnsweringAsync(status, "{}");

        var outcome = await RunAsync(server, new HttpOperation(HttpMethod.Post, "orders"), "{}", effect);

        Assert.Equal(retryable, outcome.Error?.Retryable);
    }

    [Fact]
    public async Task Leaves_by_the_port_of_a_status_that_is_no_failure()
    {
        await using var server = await VendorServer.AnsweringAsync(404, "{}");
        var http = new HttpOperation(HttpMethod.Get, "orders") { PortByStatus = new Dictionary<int, string> { [404] = "notFound" } };

        var outcome = await RunAsync(server, http, "{}");

        Assert.Equal("notFound", outcome.Port);
    }

    [Theory]
    [InlineData("link", 25, 3)]
    [InlineData("cursor", 25, 3)]
    [InlineData("number", 25, 3)]
    [InlineData("wordpress", 25, 3)]
    [InlineData("cursor", 12, 2)]
    [InlineData("wordpress", 10, 1)]
    public async Task Reads_page_after_page_until_the_end_or_until_it_is_enough(string kind, int limit, int requests)
    {
        await using var server = await ShopOf25Async(kind);
        var paging = kind switch
        {
            "link" => PagingDefinition.LinkHeader() with { SizeParameter = "size", PageSize = 10 },
            "cursor" => PagingDefinition.ByCursor("next.after", "after") with { Items = "items", PageSize = 10, SizeParameter = "size" },
            "number" => PagingDefinition.ByNumber() with { SizeParameter = "size", PageSize = 10 },
            _ => PagingDefinition.WordPress() with { PageSize = 10 },
        };

        var outcome = await RunAsync(server, new HttpOperation(HttpMethod.Get, "orders?sort=up"), $$"""{ "limit": {{limit}} }""", paging: paging);

        Assert.Equal(Enumerable.Range(1, limit), outcome.Output.EnumerateArray().Select(i => i.GetInt32()));
        Assert.Equal(requests, server.Seen.Count);
        Assert.All(server.Seen, s => Assert.Contains("sort=up", s.Target, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cursor", 1)]
    [InlineData("number", 4)]
    public async Task A_list_without_end_ends_at_its_bound(string kind, int requests)
    {
        // The same cursor again and again, and pages that are always full.
        await using var server = await VendorServer.AnsweringAsync(200, """{ "items": [1], "next": { "after": "" } }""");
        var paging = kind == "cursor" ? PagingDefinition.ByCursor("next.after", "after") : PagingDefinition.ByNumber();

        var outcome = await RunAsync(
            server,
            new HttpOperation(HttpMethod.Get, "orders"),
            "{}",
            paging: paging with { Items = "items", MaxPages = 4 }
        );

        Assert.Equal(requests, outcome.Output.GetArrayLength());
        Assert.Equal(requests, server.Seen.Count);
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_a_list_is_a_failure_of_the_whole()
    {
        await using var server = await VendorServer.StartAsync(http =>
            http.Request.Query["page"] == "1" ? VendorServer.WriteAsync(http, 200, "[1]") : VendorServer.WriteAsync(http, 500, "")
        );

        var outcome = await RunAsync(server, new HttpOperation(HttpMethod.Get, "orders"), "{}", paging: PagingDefinition.ByNumber());

        Assert.Equal("acme.unavailable", outcome.Error?.Code);
    }

    private static Task<VendorServer> ShopOf25Async(string kind) =>
        VendorServer.StartAsync(http =>
        {
            var query = http.Request.Query;
            var size = int.Parse(query[kind == "wordpress" ? "per_page" : "size"]!, CultureInfo.InvariantCulture);
            var page = int.TryParse(query[kind == "cursor" ? "after" : "page"], CultureInfo.InvariantCulture, out var asked) ? asked : 1;
            var items = JsonSerializer.Serialize(Enumerable.Range(1, 25).Skip((page - 1) * size).Take(size));
            var more = page * size < 25;
            if (kind == "link" && more)
            {
                http.Response.Headers.Link = $"</orders?sort=up&size={size}&page=1>; rel=\"first\", </orders?sort=up&size={size}&page={page + 1}>; rel=next";
            }

            http.Response.Headers["X-WP-TotalPages"] = kind == "wordpress" ? "3" : "";
            var next = more ? $$"""{ "after": {{page + 1}} }""" : "null";
            return VendorServer.WriteAsync(http, 200, kind == "cursor" ? $$"""{ "items": {{items}}, "next": {{next}} }""" : items);
        });

    private static async Task<NodeOutcome> RunAsync(
        VendorServer server,
        HttpOperation http,
        string config,
        EffectKind effect = EffectKind.Read,
        PagingDefinition? paging = null
    )
    {
        FieldDefinition Field(string name, FieldKind kind) => new(name, name, "For tests.", kind, Expression: true);
        var operation = new OperationDefinition("call", "Call", "Calls.", http.RunAsync)
        {
            Fields =
            [
                Field("shop", FieldKind.Text),
                Field("email", FieldKind.Text),
                Field("note", FieldKind.Text),
                Field("tags", FieldKind.TextList),
                Field("lines", FieldKind.Json),
                Field("limit", FieldKind.Number),
            ],
            Outputs = [new PortDefinition("success", "success", "Done."), new PortDefinition("notFound", "not found", "Not there.")],
            Effect = effect,
            Paging = paging,
        };
        var connector = new ConnectorDefinition("acme", "Acme", "For tests.", "shop", [], [CredentialKinds.None]) { Operations = [operation] };
        using var connection = new FakeConnection("acme", server.Address);
        using var bench = new ConnectorBench(s => s.AddConnector(connector), connection);
        return await bench.RunAsync("acme.call", config, Token);
    }
}
