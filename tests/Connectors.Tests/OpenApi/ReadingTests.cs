using System.Text;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting.Importing;

namespace Connectors.Tests.OpenApi;

public sealed class ReadingTests
{
    private const string Pets = """
        { "get": { "operationId": "listPets", "responses": { "200": { "description": "ok" } } } }
        """;

    [Theory]
    [InlineData("""{ "swagger": "2.0" """, "Swagger 2.0")]
    [InlineData("""{ "swagger": 2.0 """, "Swagger 2.0")]
    [InlineData("""{ "openapi": "3.0.3" """, "OpenAPI 3.0")]
    [InlineData("""{ "openapi": "3.1.0" """, "OpenAPI 3.1")]
    [InlineData("""{ "openapi": "3.2.0" """, "OpenAPI 3.1")]
    public void Reads_every_version(string start, string specification)
    {
        var imported = Documents.Imported($$"""{{start}}, "info": { "title": "Acme", "version": 1.10 }, "paths": { "/pets": {{Pets}} } }""");

        Assert.Equal((specification, "Acme", "1.10"), (imported.Facts.Specification, imported.Facts.Title, imported.Facts.Version));
        Assert.Equal("listPets", Assert.Single(imported.Connector.Operations).Key);
    }

    [Theory]
    [InlineData("", "openapi.empty")]
    [InlineData(" \n\t", "openapi.empty")]
    [InlineData("# only a comment", "openapi.empty")]
    [InlineData("<html><body>Sign in</body></html>", "openapi.format")]
    [InlineData("{ \"openapi\": ", "openapi.format")]
    [InlineData("[1, 2]", "openapi.format")]
    [InlineData("\0\u0001\u0002", "openapi.format")]
    [InlineData("just words", "openapi.format")]
    [InlineData("{ \"a\": 1 }", "openapi.format")]
    [InlineData("{ \"asyncapi\": \"2.0.0\" }", "openapi.format")]
    [InlineData("{ \"swaggerVersion\": \"1.2\" }", "openapi.format")]
    [InlineData("{ \"swagger\": \"1.2\" }", "openapi.version")]
    [InlineData("{ \"openapi\": \"4.0.0\" }", "openapi.version")]
    [InlineData("{ \"openapi\": \"3.0.0\" }", "openapi.operations")]
    [InlineData("{ \"openapi\": \"3.0.0\", \"paths\": [] }", "openapi.operations")]
    [InlineData("{ \"openapi\": \"3.0.0\", \"paths\": { \"/x\": { \"$ref\": \"#/paths/~1x\" } } }", "openapi.operations")]
    [InlineData("{ \"openapi\": \"3.1.0\", \"webhooks\": { \"x\": { \"post\": {} } } }", "openapi.operations")]
    [InlineData("openapi: 3.0.0\npaths:\n  /x:\n    $ref: other.yaml#/x\n", "openapi.files")]
    [InlineData("openapi: 3.0.0\npaths:\n  /x:\n    $ref: https://evil.test/x.json\n", "openapi.files")]
    public void Refuses_what_nothing_can_be_called_by_and_says_why(string text, string code)
    {
        var refused = Assert.IsType<ImportOutcome.Refused>(Documents.Import(text));

        Assert.Equal(code, refused.Code);
        Assert.EndsWith(".", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_bytes_of_any_encoding_mark()
    {
        var json = Documents.Document("get", "/pets", """{ "operationId": "list", "summary": "Müll", "responses": {} }""");

        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var imported = Assert.IsType<ImportOutcome.Imported>(Documents.Import((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(json)]));
            Assert.Equal("Müll", Assert.Single(imported.Connector.Operations).Title);
        }
    }

    [Fact]
    public void Reads_texts_with_half_characters_and_broken_bytes()
    {
        var half = """{ "operationId": "list", "summary": "\ud800", "description": "\udfff", "tags": ["\ud800"], "responses": { "\ud800": {} } }""";
        Assert.Equal("list", Documents.Operation("get", "/pets", half).Key);

        var bytes = Encoding.UTF8.GetBytes(Documents.Document("get", "/pets", """{ "summary": "??", "responses": {} }"""));
        bytes[Encoding.UTF8.GetString(bytes).IndexOf("??", StringComparison.Ordinal)] = 0xFF;
        Assert.IsType<ImportOutcome.Imported>(Documents.Import(bytes));
    }

    [Fact]
    public void Mends_what_is_broken_where_the_operation_can_still_be_called_and_notes_it()
    {
        var imported = Documents.Imported(
            """
            { "openapi": "3.0.0", "x-vendor": { "anything": [] }, "paths": {
              "/a/{id}": { "get": { "operationId": "same", "parameters": [ { "in": "query" }, { "name": "gone", "in": "path" }, { "$ref": "#/nowhere" }, 7 ] } },
              "/b": { "get": { "operationId": "same", "responses": null }, "post": null, "x-note": 1 },
              "/c": 12, "x-paths": {} } }
            """
        );

        Assert.Equal(["getAById", "getB"], imported.Connector.Operations.Select(o => o.Key));
        Assert.Equal(["id"], imported.Connector.Operations[0].Fields.Select(f => f.Name));
        Assert.Contains(imported.Facts.Losses, l => l.Contains("shares its id", StringComparison.Ordinal) && l.Contains("GET /a/{id}, GET /b", StringComparison.Ordinal));
        Assert.Contains(imported.Facts.Losses, l => l.Contains("not described; it is taken as text", StringComparison.Ordinal));
        Assert.Contains(imported.Facts.Losses, l => l.StartsWith("The path is described by nothing", StringComparison.Ordinal));
        Assert.Contains(imported.Facts.Losses, l => l.StartsWith("The operation is described by nothing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("getPetById", "getPetById")]
    [InlineData("Pets_ListAll", "petsListAll")]
    [InlineData("ACMPCA_20170822.Create", "acmpca20170822Create")]
    [InlineData("2fa/enable", "n2faEnable")]
    [InlineData("crème brûlée", "cremeBrulee")]
    [InlineData("日本", "getPets")]
    [InlineData("", "getPets")]
    public void Names_operations_by_their_ids(string id, string key) =>
        Assert.Equal(key, Documents.Operation("get", "/pets", $$"""{ "operationId": "{{id}}", "responses": {} }""").Key);

    [Fact]
    public void Keeps_keys_when_other_operations_come_and_go()
    {
        static string[] Keys(string paths) =>
            [.. Documents.Connector($$"""{ "openapi": "3.0.0", "paths": { {{paths}} } }""").Operations.Select(o => o.Key)];
        const string First = """ "/a-b": { "get": {} } """;
        const string Other = """ "/a/b": { "get": {} } """;
        const string Long = """ "/x": { "get": { "operationId": "a123456789012345678901234567890123456789012345678901234567890123456789" } } """;

        var both = Keys($"{First}, {Other}, {Long}");

        Assert.Equal(3, both.Distinct().Count());
        Assert.Equal(both[0], Assert.Single(Keys(First)));
        Assert.Equal(both[2], Assert.Single(Keys(Long)));
        Assert.All(both, key => Assert.True(FlowEngine.Definition.Identifiers.IsName(key)));
    }

    [Fact]
    public void Follows_references_through_escapes_lists_anchors_and_other_references()
    {
        var operation = Documents.Operation(
            "post",
            "/pets",
            """
            { "parameters": [ { "$ref": "#/components/x~1y~0z/0" }, { "$ref": "#/components/parameters/a%20b" } ],
              "requestBody": { "$ref": "#/components/requestBodies/one" }, "responses": {} }
            """,
            """
            { "x/y~z": [ { "name": "first", "in": "query" } ], "parameters": { "a b": { "name": "second", "in": "query" } },
              "requestBodies": { "one": { "$ref": "#/components/requestBodies/two" }, "two": { "content": { "application/json": { "schema": { "$ref": "#pet" } } } } },
              "schemas": { "Pet": { "$anchor": "pet", "type": "object", "properties": { "name": { "$ref": "#/components/schemas/Name" } } },
                "Name": { "type": "string", "enum": ["Rex", "Tom"] } } }
            """
        );

        Assert.Equal(["first", "second", "name"], operation.Fields.Select(f => f.Name));
        Assert.Equal(["Rex", "Tom"], operation.Field("name").Options!.Select(o => o.Value));
    }

    [Fact]
    public void Reads_the_files_of_a_bundle_and_nothing_outside_it()
    {
        var asked = new List<string>();
        var files = new Dictionary<string, string>
        {
            ["paths/pets.yaml"] = "get:\n  operationId: listPets\n  parameters:\n    - $ref: ../common.json#/limit\n    - $ref: ../../secret.json#/limit\n    - $ref: /etc/passwd\n    - $ref: file:///etc/passwd\n    - $ref: '#/own'\nown: {name: own, in: query}\n",
            ["common.json"] = """{ "limit": { "name": "limit", "in": "query", "schema": { "type": "integer" } } }""",
        };
        var request = new ImportRequest(
            "acme",
            Files: path =>
            {
                asked.Add(path);
                return files.TryGetValue(path, out var text) ? Encoding.UTF8.GetBytes(text) : null;
            }
        );

        var imported = Documents.Imported("openapi: 3.0.0\npaths:\n  /pets:\n    $ref: paths/pets.yaml\n", request);

        Assert.Equal(["limit", "own"], Assert.Single(imported.Connector.Operations).Fields.Select(f => f.Name));
        Assert.Equal(["paths/pets.yaml", "common.json"], asked);
        Assert.Contains(imported.Facts.Losses, l => l.Contains("../../secret.json", StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_the_operations_that_are_asked_for_and_lists_the_others()
    {
        var request = new ImportRequest("acme", Operations: new HashSet<string> { "two" });

        var imported = Documents.Imported(
            """{ "openapi": "3.0.0", "paths": { "/a": { "get": { "operationId": "one" }, "put": { "operationId": "two", "deprecated": true, "tags": ["t"] } } } }""",
            request
        );

        Assert.Equal(["two"], imported.Connector.Operations.Select(o => o.Key));
        Assert.Equal([("one", false), ("two", true)], imported.Facts.Operations.Select(o => (o.Key, o.IsTaken)));
    }
}
