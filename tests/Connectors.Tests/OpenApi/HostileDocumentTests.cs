using System.Text;
using Connectors.OpenApi;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting.Importing;
using TestKit;

namespace Connectors.Tests.OpenApi;

public sealed class HostileDocumentTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(1_000_000)]
    public void Refuses_deeply_nested_json(int depth) =>
        Assert.Equal("openapi.depth", Documents.Refused($"{{\"openapi\":\"3.0.0\",\"x\":{new string('[', depth)}{new string(']', depth)}}}"));

    [Fact]
    public void Refuses_more_bytes_and_more_operations_than_allowed()
    {
        var limits = new ReadLimits(MaxBytes: 2_000, MaxOperations: 2);

        Assert.Equal("openapi.size", Documents.Refused(new string(' ', 2_001), limits));
        Assert.Equal("openapi.size", Documents.Refused("""{ "openapi": "3.0.0", "paths": { "/a": { "get": {}, "put": {}, "post": {} } } }""", limits));
    }

    [Theory]
    [InlineData("""{ "A": { "$ref": "#/components/schemas/A" } }""")]
    [InlineData("""{ "A": { "$ref": "#/components/schemas/B" }, "B": { "$ref": "#/components/schemas/A" } }""")]
    [InlineData("""{ "A": { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A" } } } }""")]
    [InlineData("""{ "A": { "allOf": [ { "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/A" } ] } }""")]
    [InlineData("""{ "A": { "type": "array", "items": { "$ref": "#/components/schemas/A" } } }""")]
    [InlineData("""{ "A": { "oneOf": [ { "$ref": "#/components/schemas/A" }, { "$ref": "#" } ] } }""")]
    [InlineData("""{ "A": { "$ref": "#/components/schemas/A/properties/x" } }""")]
    public void Imports_schemas_that_hold_themselves(string schemas)
    {
        const string Members = """
            { "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
              "parameters": [ { "name": "p", "in": "query", "schema": { "$ref": "#/components/schemas/A" } } ],
              "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } } } }
            """;

        Assert.NotEmpty(Documents.Operation("post", "/a", Members, $$"""{ "schemas": {{schemas}} }""").Fields);
    }

    [Fact]
    public void Bounds_alternatives_of_alternatives()
    {
        // 30 schemas, each any of all the others: 30 to the power of the depth ways.
        var all = string.Join(", ", Enumerable.Range(0, 30).Select(i => $$"""{ "$ref": "#/components/schemas/S{{i}}" }"""));
        var schemas = string.Join(", ", Enumerable.Range(0, 30).Select(i => $$""" "S{{i}}": { "anyOf": [ {{all}} ], "allOf": [ {{all}} ] } """));

        var operation = Documents.Operation(
            "post",
            "/a",
            """{ "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/S0" } } } } }""",
            $$"""{ "schemas": { {{schemas}} } }"""
        );

        Assert.Equal("body", Assert.Single(operation.Fields).Name);
    }

    [Fact]
    public void Cuts_huge_enums_names_and_texts()
    {
        var words = string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"v{i}\""));
        var operation = Documents.Operation(
            "get",
            "/a",
            $$"""
            { "summary": "{{new string('s', 100_000)}}", "description": "{{new string('<', 100_000)}}", "parameters": [
              { "name": "{{new string('n', 10_000)}}", "in": "query", "description": "{{new string('d', 100_000)}}", "schema": { "type": "string", "enum": [ {{words}} ] } } ] }
            """
        );

        var field = Assert.Single(operation.Fields);
        Assert.True(operation.Title.Length <= 60 && operation.Summary.Length <= 310 && field.Help.Length <= 400 && field.Label.Length <= 70);
        Assert.Null(field.Options);
    }

    [Fact]
    public void Gives_up_after_its_time()
    {
        var time = new ManualTimeProvider();
        var importer = new OpenApiImporter(time, ReadLimits.Default);
        // The clock runs out while the document asks for its files.
        var request = new ImportRequest(
            "acme",
            Files: _ =>
            {
                time.Advance(TimeSpan.FromMinutes(1));
                return "{}"u8.ToArray();
            }
        );

        var outcome = importer.Import(
            Encoding.UTF8.GetBytes("""{ "openapi": "3.0.0", "paths": { "/a": { "$ref": "a.json" }, "/b": { "get": {} } } }"""),
            request,
            TestContext.Current.CancellationToken
        );

        Assert.Equal("openapi.time", Assert.IsType<ImportOutcome.Refused>(outcome).Code);
    }

    [Fact]
    public void Passes_a_cancellation_by_the_caller_on()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new OpenApiImporter(TimeProvider.System, ReadLimits.Default).Import("{ \"openapi\": \"3.0.0\", \"paths\": {} }"u8.ToArray(), new ImportRequest("acme"), source.Token)
        );
    }

    [Fact]
    public void Survives_documents_that_are_cut_off_or_scrambled()
    {
        var whole = Encoding.UTF8.GetBytes(
            Documents.Document(
                "post",
                "/pets/{id}",
                """{ "parameters": [ { "name": "id", "in": "path", "schema": { "type": "integer" } } ], "requestBody": { "content": { "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } } } }, "responses": { "200": { "description": "ok" } } }"""
            )
        );
        var random = new Random(17);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = whole[..(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (var j = 0; j < i % 5 && bytes.Length > 0; j++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(Documents.Import(bytes));
        }
    }
}
