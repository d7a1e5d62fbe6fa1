using System.Net.Http.Headers;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Importing;
using FlowEngine.Nodes;

namespace Connectors.Tests.OpenApi;

/// <summary>What a document becomes beside its operations: settings, address, credentials; and what settings look like.</summary>
public sealed class ConnectorTests
{
    [Theory]
    [InlineData(""" "servers": [ { "url": "https://api.acme.test/v1/" }, { "url": "https://test.acme.test" } ] """, "{}", "https://api.acme.test/v1/")]
    [InlineData(""" "servers": [ { "url": "https://api.acme.test/v1/" }, { "url": "https://test.acme.test" } ] """, """{ "server": "https://test.acme.test" }""", "https://test.acme.test/")]
    [InlineData(""" "servers": [ { "url": "https://api.acme.test/v1" } ] """, """{ "server": "own", "baseAddress": "https://mine.test/x" }""", "https://mine.test/x/")]
    [InlineData(""" "servers": [ { "url": "https://{tenant}.acme.test:{port}/v1", "variables": { "tenant": { "default": "demo" }, "port": { "default": "443", "enum": ["443", "8443"] } } } ] """, "{}", "https://demo.acme.test/v1/")]
    [InlineData(""" "servers": [ { "url": "https://{tenant}.acme.test:{port}/v1", "variables": { "tenant": { "default": "demo" }, "port": { "default": "443", "enum": ["443", "8443"] } } } ] """, """{ "serverTenant": "me", "serverPort": "8443" }""", "https://me.acme.test:8443/v1/")]
    [InlineData(""" "servers": [ { "url": "https://{tenant}.acme.test" } ] """, "{}", null)]
    [InlineData(""" "servers": [ { "url": "//api.acme.test/v1" } ] """, "{}", "https://api.acme.test/v1/")]
    [InlineData(""" "servers": [ { "url": "/v1" } ] """, """{ "baseAddress": "https://mine.test/v1" }""", "https://mine.test/v1/")]
    [InlineData(""" "servers": [ { "url": "Your API URL" } ] """, """{ "baseAddress": "https://mine.test" }""", "https://mine.test/")]
    [InlineData(""" "x": 1 """, "{}", null)]
    public void Makes_the_address_of_servers_and_their_variables(string servers, string settings, string? address)
    {
        var connector = Documents.Connector($$"""{ "openapi": "3.0.0", {{servers}}, "paths": { "/a": { "get": {} } } }""");

        Assert.Equal(address, connector.BaseAddress!(Documents.Json(settings))?.AbsoluteUri);
    }

    [Fact]
    public void Counts_relative_servers_from_where_the_document_came_from()
    {
        var request = new ImportRequest("acme", new Uri("https://acme.test/docs/openapi.json"));

        var connector = Documents.Connector("""{ "openapi": "3.0.0", "servers": [ { "url": "/v1" } ], "paths": { "/a": { "get": {} } } }""", request);

        Assert.Equal("https://acme.test/v1/", connector.BaseAddress!(Documents.Json("{}"))?.AbsoluteUri);
    }

    [Fact]
    public void Names_the_hosts_of_operations_that_are_served_elsewhere()
    {
        var connector = Documents.Connector(
            """{ "openapi": "3.0.0", "servers": [ { "url": "https://api.acme.test" } ], "paths": { "/a": { "get": {}, "put": { "servers": [ { "url": "https://upload.acme.test" } ] } } } }"""
        );

        Assert.Equal(["upload.acme.test"], connector.Hosts!(Documents.Json("{}")));
    }

    [Theory]
    [InlineData("""{ "type": "apiKey", "in": "header", "name": "X-Key" }""", "one", "value=s", "X-Key: s")]
    [InlineData("""{ "type": "apiKey", "in": "query", "name": "k y" }""", "one", "value=a&b", "https://acme.test/?x=1&k%20y=a%26b")]
    [InlineData("""{ "type": "apiKey", "in": "cookie", "name": "sid" }""", "one", "value=s", "Cookie: sid=s")]
    [InlineData("""{ "type": "http", "scheme": "basic" }""", "one", "username=u&password=p", "Authorization: Basic dTpw")]
    [InlineData("""{ "type": "http", "scheme": "Bearer" }""", "one", "token=t", "Authorization: Bearer t")]
    public void Adds_credentials_where_the_document_says(string scheme, string key, string fields, string expected)
    {
        var kind = Kinds($$"""{ "one": {{scheme}} }""").First(k => k.Key == key);

        Assert.Contains(expected, Applied(kind, fields), StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_one_kind_of_credentials_that_are_needed_together()
    {
        var kind = Kinds(
            """{ "app": { "type": "apiKey", "in": "header", "name": "X-App" }, "key": { "type": "apiKey", "in": "header", "name": "X-Key" } }""",
            """[ { "app": [], "key": [] } ]"""
        )[0];

        Assert.Equal(["appValue", "keyValue"], kind.Fields.Select(f => f.Name));
        var request = Applied(kind, "appValue=1&keyValue=2");
        Assert.Contains("X-App: 1", request, StringComparison.Ordinal);
        Assert.Contains("X-Key: 2", request, StringComparison.Ordinal);
    }

    [Fact]
    public void Gets_tokens_where_the_document_says()
    {
        var kinds = Kinds(
            """
            { "oauth": { "type": "oauth2", "flows": {
                "authorizationCode": { "authorizationUrl": "https://id.acme.test/a", "tokenUrl": "https://id.acme.test/t", "scopes": { "read": "", "write": "" } },
                "clientCredentials": { "tokenUrl": "https://id.acme.test/t", "scopes": {} }, "implicit": {} } },
              "oidc": { "type": "openIdConnect", "openIdConnectUrl": "https://id.acme.test/.well-known/openid-configuration" } }
            """
        );

        Assert.Equal(["oauthCode", "oauthClient", "oauthToken", "oidcCode", "oidcClient", "oidcToken", "none"], kinds.Select(k => k.Key));
        Assert.Equal(("https://id.acme.test/a", "https://id.acme.test/t"), (kinds[0].OAuth!.Fixed[OAuthFields.AuthorizationEndpoint], kinds[0].OAuth!.Fixed[OAuthFields.TokenEndpoint]));
        Assert.Contains("read write", kinds[0].Fields.First(f => f.Name == OAuthFields.Scopes).Help, StringComparison.Ordinal);
        Assert.Equal("https://id.acme.test", kinds[3].OAuth!.Fixed[OAuthFields.Issuer]);
    }

    [Fact]
    public void Offers_the_usual_kinds_where_the_document_is_silent() =>
        Assert.Equal(["none", "bearer", "apiKey", "basic"], Kinds("{}").Select(k => k.Key));

    [Theory]
    [InlineData("""{ "type": "string", "enum": ["a", "b"] }""", FieldKind.Choice)]
    [InlineData("""{ "type": "integer", "enum": [1, 2] }""", FieldKind.Choice)]
    [InlineData("""{ "oneOf": [ { "const": "a" }, { "const": "b" } ] }""", FieldKind.Choice)]
    [InlineData("""{ "type": ["string", "null"] }""", FieldKind.Text)]
    [InlineData("""{ "type": "string", "nullable": true, "format": "date-time" }""", FieldKind.Text)]
    [InlineData("""{ "anyOf": [ { "type": "integer" }, { "type": "null" } ] }""", FieldKind.Number)]
    [InlineData("""{ "allOf": [ { "type": "boolean" } ], "description": "x" }""", FieldKind.Boolean)]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", FieldKind.TextList)]
    [InlineData("""{ "type": "array", "items": { "type": "integer" } }""", FieldKind.Json)]
    [InlineData("""{ "properties": { "a": {} } }""", FieldKind.Json)]
    [InlineData("""{ "oneOf": [ { "type": "string" }, { "type": "integer" } ] }""", FieldKind.Value)]
    [InlineData("""{ }""", FieldKind.Value)]
    [InlineData("""{ "type": "nonsense" }""", FieldKind.Value)]
    public void Makes_the_setting_that_fits_the_schema(string schema, FieldKind kind) =>
        Assert.Equal(kind, Parameter(schema).Kind);

    [Fact]
    public void Tells_what_a_setting_takes()
    {
        var number = Parameter("""{ "type": "integer", "minimum": 1, "maximum": 50, "default": 20 }""", "false");
        var required = Parameter("""{ "type": "integer", "minimum": 1, "maximum": 50, "default": 20 }""");
        var broken = Parameter("""{ "type": "integer", "minimum": 9, "maximum": 1, "default": "x" }""");

        Assert.Equal((1, 50, "From 1 to 50. Usually 20."), (number.Minimum, number.Maximum, number.Help));
        Assert.Equal((false, 20), (required.Required, required.Default.GetInt32()));
        Assert.Equal((true, null, null), (broken.Required, broken.Minimum, broken.Maximum));
    }

    [Fact]
    public void Gives_ports_the_shape_of_their_answers()
    {
        var operation = Documents.Operation(
            "get",
            "/pets/{id}",
            """
            { "responses": { "200": { "description": "The pet", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } } },
              "400": { "description": "", "content": { "application/problem+json": { "schema": { "type": "object", "properties": { "detail": { "type": "string" } } } } } } } }
            """,
            """{ "schemas": { "Pet": { "allOf": [ { "type": "object", "properties": { "name": { "type": "string", "description": "Its name" } } }, { "properties": { "owner": { "type": "object", "properties": { "id": { "type": "integer" } } } } } ] } } }"""
        );

        Assert.Equal(["success", "notFound", "rejected"], operation.Outputs.Select(o => o.Name));
        var pet = operation.Outputs[0].Shape!.Members!;
        Assert.Equal(("string", "Its name", "number"), (pet["name"].Type, pet["name"].Summary, pet["owner"].Members!["id"].Type));
        Assert.Equal("string", operation.Outputs[2].Shape!.Members!["body"].Members!["detail"].Type);
    }

    private static FieldDefinition Parameter(string schema, string required = "true") =>
        Documents
            .Operation("get", "/x", $$"""{ "parameters": [ { "name": "p", "in": "query", "required": {{required}}, "schema": {{schema}} } ], "responses": {} }""")
            .Field("p");

    private static IReadOnlyList<CredentialKind> Kinds(string schemes, string security = "null") =>
        Documents
            .Connector($$"""{ "openapi": "3.0.0", "security": {{security}}, "paths": { "/a": { "get": {} } }, "components": { "securitySchemes": {{schemes}} } }""")
            .Credentials;

    private static string Applied(CredentialKind kind, string fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://acme.test/?x=1");
        // The value may hold the sign that parts fields: the first of a name counts to the next field.
        kind.Apply(request, kind.Fields.ToDictionary(f => f.Name, f => fields[(fields.IndexOf(f.Name + "=", StringComparison.Ordinal) + f.Name.Length + 1)..].Split("&keyValue")[0].Split("&password")[0]));
        return $"{request.RequestUri!.AbsoluteUri}\n{HeadersOf(request.Headers)}";
    }

    private static string HeadersOf(HttpRequestHeaders headers) => string.Join('\n', headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}"));
}
