using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;
using TestKit;

namespace Connectors.Tests.OpenApi;

/// <summary>Imported operations over real HTTP: the request is what the document says.</summary>
public sealed class CallingTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Sends_method_path_query_headers_and_json_body_as_the_document_says()
    {
        var operation = Documents.Operation(
            "patch",
            "/shops/{shop id}/orders",
            """
            { "operationId": "change", "parameters": [
                { "name": "shop id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "filter[state]", "in": "query", "schema": { "type": "string", "enum": ["open", "done"] } },
                { "name": "X-Request-ID", "in": "header", "required": true, "schema": { "type": "string" } },
                { "name": "Authorization", "in": "header", "required": true, "schema": { "type": "string" } } ],
              "requestBody": { "required": true, "content": {
                "application/xml": { "schema": { "type": "string" } },
                "application/vnd.acme+json": { "schema": { "type": "object", "required": ["name"], "properties": {
                  "id": { "type": "integer", "readOnly": true }, "name": { "type": "string" }, "size": { "type": "integer", "enum": [1, 2] },
                  "tags": { "type": "array", "items": { "type": "string" } }, "address": { "type": "object" }, "gift": { "type": "boolean" } } } } } },
              "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "type": "object" } } } } } }
            """
        );

        Assert.Equal(["shopId", "filterState", "xRequestID", "name", "size", "tags", "address", "gift"], operation.Fields.Select(f => f.Name));
        var (result, seen) = await CallAsync(
            operation,
            """{ "shopId": "a/b ?", "filterState": "open", "xRequestID": "r1", "name": "Ann", "size": "2", "tags": ["x", "y"], "address": { "city": "Bonn" }, "gift": true }"""
        );

        Assert.Equal(("PATCH", "/v1/shops/a%2Fb%20%3F/orders?filter%5Bstate%5D=open"), (seen!.Method, seen.Target));
        Assert.Equal(("r1", "application/vnd.acme+json", "application/json"), (seen.Headers["X-Request-ID"], seen.Headers["Content-Type"], seen.Headers["Accept"]));
        Assert.Equal("\"run1/0/node/1\"", seen.Headers["Idempotency-Key"]);
        Assert.False(seen.Headers.ContainsKey("Authorization"));
        Assert.Equal("""{"name":"Ann","size":2,"tags":["x","y"],"address":{"city":"Bonn"},"gift":true}""", seen.Body);
        Assert.Equal("success", Assert.IsType<NodeResult.Completed>(result).Port);
    }

    [Theory]
    [InlineData("""{ "style": "form", "explode": true }""", """[3, 4, "a b"]""", "?p=3&p=4&p=a%20b")]
    [InlineData("""{ "style": "form", "explode": false }""", """[3, 4, "a,b"]""", "?p=3,4,a%2Cb")]
    [InlineData("""{ }""", """[3, 4]""", "?p=3&p=4")]
    [InlineData("""{ "style": "spaceDelimited", "explode": false }""", """[3, 4]""", "?p=3%204")]
    [InlineData("""{ "style": "pipeDelimited", "explode": false }""", """[3, 4]""", "?p=3%7C4")]
    [InlineData("""{ "style": "deepObject", "explode": true }""", """{ "a": 1, "b": { "c": [5] }, "no": null }""", "?p%5Ba%5D=1&p%5Bb%5D%5Bc%5D%5B0%5D=5")]
    [InlineData("""{ "explode": true }""", """{ "a": 1, "b": "x&y" }""", "?a=1&b=x%26y")]
    [InlineData("""{ "explode": false }""", """{ "a": 1, "b": 2 }""", "?p=a,1,b,2")]
    [InlineData("""{ "allowReserved": true }""", "\"a/b:c&d\"", "?p=a/b:c%26d")]
    [InlineData("""{ "content": { "application/json": { "schema": {} } } }""", """{"a":[1]}""", "?p=%7B%22a%22%3A%5B1%5D%7D")]
    [InlineData("""{ }""", "null", "")]
    [InlineData("""{ }""", "true", "?p=true")]
    public async Task Writes_query_parameters_in_their_style(string how, string value, string query)
    {
        var parameter = JsonSerializer.Serialize(Documents.Json(how).EnumerateObject().Append(Member("""{ "name": "p" }""")).Append(Member("""{ "in": "query" }""")).ToDictionary(m => m.Name, m => m.Value));
        var operation = Documents.Operation("get", "/x", $$"""{ "parameters": [ {{parameter}} ], "responses": {} }""");

        var (_, seen) = await CallAsync(operation, $$"""{ "p": {{value}} }""");

        Assert.Equal("/v1/x" + query, seen!.Target);
    }

    [Theory]
    [InlineData("""{ }""", "[3, 4]", "3,4")]
    [InlineData("""{ "explode": true }""", """{ "a": 1, "b": 2 }""", "a=1,b=2")]
    [InlineData("""{ }""", """{ "a": 1, "b": 2 }""", "a,1,b,2")]
    [InlineData("""{ "style": "label" }""", "[3, 4]", ".3,4")]
    [InlineData("""{ "style": "label", "explode": true }""", "[3, 4]", ".3.4")]
    [InlineData("""{ "style": "matrix" }""", "[3, 4]", ";p=3,4")]
    [InlineData("""{ "style": "matrix", "explode": true }""", "[3, 4]", ";p=3;p=4")]
    [InlineData("""{ "style": "matrix", "explode": true }""", """{ "a": 1 }""", ";a=1")]
    public async Task Writes_path_parameters_in_their_style(string how, string value, string text)
    {
        var parameter = JsonSerializer.Serialize(Documents.Json(how).EnumerateObject().Append(Member("""{ "name": "p" }""")).Append(Member("""{ "in": "path" }""")).ToDictionary(m => m.Name, m => m.Value));
        var operation = Documents.Operation("get", "/x/{p}/y", $$"""{ "parameters": [ {{parameter}} ], "responses": {} }""");

        var (_, seen) = await CallAsync(operation, $$"""{ "p": {{value}} }""");

        Assert.Equal($"/v1/x/{text}/y", seen!.Target);
    }

    [Theory]
    [InlineData("multi", "?p=1&p=2")]
    [InlineData("csv", "?p=1,2")]
    [InlineData("ssv", "?p=1%202")]
    [InlineData("tsv", "?p=1%092")]
    [InlineData("pipes", "?p=1%7C2")]
    public async Task Writes_lists_as_version_2_has_them(string format, string query)
    {
        var connector = Documents.Connector(
            $$"""
            swagger: '2.0'
            host: api.acme.test
            basePath: /v1
            paths:
              /x:
                get:
                  parameters:
                    - {name: p, in: query, type: array, items: {type: integer}, collectionFormat: {{format}}}
            """
        );

        var (_, seen) = await CallAsync(Assert.Single(connector.Operations), """{ "p": [1, 2] }""");

        Assert.Equal("/v1/x" + query, seen!.Target);
    }

    [Fact]
    public async Task Sends_forms_and_parts_of_version_2()
    {
        var connector = Documents.Connector(
            """
            swagger: '2.0'
            host: api.acme.test
            consumes: [application/x-www-form-urlencoded]
            paths:
              /form:
                post:
                  operationId: form
                  parameters:
                    - {name: a b, in: formData, type: string, required: true}
                    - {name: n, in: formData, type: array, items: {type: integer}, collectionFormat: multi}
              /file:
                post:
                  operationId: file
                  consumes: [multipart/form-data]
                  parameters:
                    - {name: note, in: formData, type: string}
                    - {name: upload, in: formData, type: file, required: true}
              /body:
                put:
                  operationId: body
                  parameters:
                    - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
            definitions:
              Pet: {type: object, required: [name], properties: {name: {type: string}, age: {type: number}}}
            """
        );
        var (form, file, body) = (connector.Operations[0], connector.Operations[1], connector.Operations[2]);

        var (_, sentForm) = await CallAsync(form, """{ "aB": "x&y", "n": [1, 2] }""");
        var (_, sentFile) = await CallAsync(file, """{ "note": "hi", "upload": { "name": "a.csv", "contentType": "text/csv", "base64": "YSxi" } }""");
        var (_, sentBody) = await CallAsync(body, """{ "name": "Rex", "age": 2.5 }""");

        Assert.Equal(("application/x-www-form-urlencoded", "a%20b=x%26y&n=1&n=2"), (sentForm!.Headers["Content-Type"], sentForm.Body));
        Assert.StartsWith("multipart/form-data; boundary=", sentFile!.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("name=note\r\n\r\nhi\r\n", sentFile.Body.Replace("\"", "", StringComparison.Ordinal).Replace("Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("filename=a.csv", sentFile.Body, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/csv", sentFile.Body, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\na,b\r\n", sentFile.Body, StringComparison.Ordinal);
        Assert.Equal(("application/json", """{"name":"Rex","age":2.5}"""), (sentBody!.Headers["Content-Type"], sentBody.Body));
    }

    [Theory]
    [InlineData("""{ "text/xml": { "schema": { "type": "object" } } }""", "\"<a/>\"", "text/xml", "<a/>")]
    [InlineData("""{ "text/plain": {} }""", "\"hello\"", "text/plain", "hello")]
    [InlineData("""{ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } }""", """{ "base64": "aGk=" }""", "application/octet-stream", "hi")]
    [InlineData("""{ "application/json": { "schema": { "type": "array", "items": { "type": "object" } } } }""", """[{"a":1}]""", "application/json", """[{"a":1}]""")]
    [InlineData("""{ "*/*": { "schema": { "oneOf": [ { "type": "string" }, { "type": "integer" } ] } } }""", "7", "application/json", "7")]
    public async Task Sends_whole_bodies_of_every_kind(string content, string value, string mediaType, string body)
    {
        var operation = Documents.Operation("post", "/x", $$"""{ "requestBody": { "required": true, "content": {{content}} }, "responses": {} }""");

        Assert.Equal(("body", true), (Assert.Single(operation.Fields).Name, operation.Fields[0].Required));
        var (_, seen) = await CallAsync(operation, $$"""{ "body": {{value}} }""");

        Assert.Equal((mediaType, body), (seen!.Headers["Content-Type"], seen.Body));
    }

    [Fact]
    public async Task Writes_nested_forms_as_their_encoding_says()
    {
        var operation = Documents.Operation(
            "post",
            "/charges",
            """
            { "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": {
                "metadata": { "type": "object" }, "card": { "type": "object" }, "expand": { "type": "array", "items": { "type": "string" } } } },
                "encoding": { "metadata": { "style": "deepObject", "explode": true }, "expand": { "style": "form", "explode": false } } } } }, "responses": {} }
            """
        );

        var (_, seen) = await CallAsync(operation, """{ "metadata": { "a": "1", "b": { "c": "d" } }, "card": { "n": 4 }, "expand": ["x", "y"] }""");

        Assert.Equal("metadata%5Ba%5D=1&metadata%5Bb%5D%5Bc%5D=d&card=%7B%22n%22%3A4%7D&expand=x,y", seen!.Body.Replace(" ", "", StringComparison.Ordinal).Replace("%20", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, """{ "a": 1 }""", "success", """{"a":1}""")]
    [InlineData(204, "", "success", "null")]
    [InlineData(200, "text", "success", "\"text\"")]
    [InlineData(404, """{ "m": 1 }""", "notFound", """{"status":404,"body":{"m":1}}""")]
    [InlineData(422, """{ "m": 1 }""", "rejected", """{"status":422,"body":{"m":1}}""")]
    public async Task Leaves_by_the_port_of_the_status(int status, string body, string port, string output)
    {
        var operation = Documents.Operation("get", "/x/{id}", """{ "responses": {} }""");

        var (result, _) = await CallAsync(operation, """{ "id": "1" }""", status, body);

        var completed = Assert.IsType<NodeResult.Completed>(result);
        Assert.Equal((port, output), (completed.Port, JsonSerializer.Serialize(completed.Output)));
    }

    [Theory]
    [InlineData("get", 401, "acme.unauthorized", false)]
    [InlineData("get", 429, "acme.rateLimited", true)]
    [InlineData("get", 503, "acme.unavailable", true)]
    [InlineData("post", 503, "acme.unavailable", false)]
    [InlineData("put", 503, "acme.unavailable", true)]
    [InlineData("get", 302, "acme.invalidAnswer", false)]
    public async Task Fails_with_codes_that_say_whether_to_try_again(string method, int status, string code, bool retryable)
    {
        var (result, _) = await CallAsync(Documents.Operation(method, "/x", """{ "responses": {} }"""), "{}", status, "{}");

        var error = Assert.IsType<NodeResult.Failed>(result).Error;
        Assert.Equal((code, retryable), (error.Code, error.Retryable));
    }

    [Theory]
    [InlineData("\"..\"")]
    [InlineData("\".\"")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    public async Task Keeps_values_from_leading_elsewhere(string value)
    {
        var (result, seen) = await CallAsync(Documents.Operation("get", "/x/{id}", """{ "responses": {} }"""), $$"""{ "id": {{value}} }""");

        Assert.Equal("acme.setting", Assert.IsType<NodeResult.Failed>(result).Error.Code);
        Assert.Null(seen);
    }

    [Fact]
    public async Task Keeps_line_breaks_out_of_headers()
    {
        var operation = Documents.Operation("get", "/x", """{ "parameters": [ { "name": "X-A", "in": "header" } ], "responses": {} }""");

        var (result, seen) = await CallAsync(operation, """{ "xA": "1\r\nX-Evil: 2" }""");

        Assert.Equal("acme.setting", Assert.IsType<NodeResult.Failed>(result).Error.Code);
        Assert.Null(seen);
    }

    [Fact]
    public async Task Sends_cookies_and_what_is_always_the_same()
    {
        var operation = Documents.Operation(
            "post",
            "/#Action=Stop",
            """{ "parameters": [ { "name": "Action", "in": "query", "required": true, "schema": { "type": "string", "enum": ["Stop"] } }, { "name": "sid", "in": "cookie" } ], "responses": {} }"""
        );

        Assert.False(operation.Field("action").Required);
        var (_, seen) = await CallAsync(operation, """{ "action": "Stop", "sid": "a b" }""");

        Assert.Equal(("/v1/?Action=Stop", "sid=a%20b"), (seen!.Target, seen.Headers["Cookie"]));
    }

    [Fact]
    public async Task Reads_all_pages_when_asked_to()
    {
        var operation = Documents.Operation(
            "get",
            "/events",
            """
            { "parameters": [ { "name": "pageToken", "in": "query" }, { "name": "maxResults", "in": "query", "schema": { "type": "integer", "maximum": 2 } }, { "name": "q", "in": "query" } ],
              "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "type": "object", "properties": {
                "kind": { "type": "string" }, "items": { "type": "array", "items": { "type": "object" } }, "nextPageToken": { "type": "string" } } } } } } } }
            """
        );
        await using var server = await VendorServer.StartAsync(http =>
            VendorServer.WriteAsync(
                http,
                200,
                http.Request.Query["pageToken"] == "t2" ? """{ "kind": "k", "items": [3] }""" : """{ "kind": "k", "items": [1, 2], "nextPageToken": "t2" }"""
            )
        );

        var all = await RunAsync(server, operation, """{ "q": "x", "allPages": true, "mostItems": 1000, "maxResults": 1, "pageToken": "mine" }""");
        var one = await RunAsync(server, operation, """{ "q": "x", "allPages": false }""");

        Assert.Equal(["/v1/events?q=x&maxResults=2", "/v1/events?q=x&maxResults=2&pageToken=t2", "/v1/events?q=x"], server.Seen.Select(s => s.Target));
        Assert.Equal("[1,2,3]", JsonSerializer.Serialize(Assert.IsType<NodeResult.Completed>(all).Output.GetProperty("items")));
        Assert.Equal("[1,2]", JsonSerializer.Serialize(Assert.IsType<NodeResult.Completed>(one).Output.GetProperty("items")));
    }

    [Theory]
    [InlineData("get", EffectKind.Read, false)]
    [InlineData("head", EffectKind.Read, false)]
    [InlineData("post", EffectKind.Write, false)]
    [InlineData("patch", EffectKind.Write, false)]
    [InlineData("put", EffectKind.Write, true)]
    [InlineData("delete", EffectKind.Write, true)]
    public void Has_the_effect_of_its_method(string method, EffectKind effect, bool idempotent)
    {
        var operation = Documents.Operation(method, "/x", """{ "responses": {} }""");

        Assert.Equal((effect, idempotent), (operation.Effect, operation.Idempotent));
    }

    [Fact]
    public void Trusts_the_key_of_a_write_where_the_document_takes_one() =>
        Assert.True(Documents.Operation("post", "/x", """{ "parameters": [ { "name": "Idempotency-Key", "in": "header", "required": true } ], "responses": {} }""").Idempotent);

    private static JsonProperty Member(string json) => Documents.Json(json).EnumerateObject().First();

    private async Task<(NodeResult Result, SeenRequest? Seen)> CallAsync(OperationDefinition operation, string settings, int status = 200, string body = "{}")
    {
        await using var server = await VendorServer.AnsweringAsync(status, body);
        var result = await RunAsync(server, operation, settings);
        return (result, server.Seen.SingleOrDefault());
    }

    private async Task<NodeResult> RunAsync(VendorServer server, OperationDefinition operation, string settings)
    {
        using var connection = new FakeConnection("acme", new Uri(server.Address, "v1/"));
        var connector = new ConnectorDefinition("acme", "Acme", "A system of the test.", "plug", [], []) { Operations = [operation] };
        var call = new OperationCall(connector, operation, Documents.Json(settings), new FakeNodeContext(connection), _time);
        return await operation.Run(call, TestContext.Current.CancellationToken);
    }
}
