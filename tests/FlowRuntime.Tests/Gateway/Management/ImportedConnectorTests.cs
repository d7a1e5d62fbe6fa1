using System.Net;
using System.Text;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Imported;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Tests.Connections;
using FlowRuntime.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Tests.Gateway.Management;

/// <summary>Documents become connectors over the API, stay over a restart, and break no flow unseen.</summary>
public sealed class ImportedConnectorTests
{
    private const string Path = "connectors/imported/acme";

    private const string Pets = """
        { "openapi": "3.0.0", "info": { "title": "Acme Pets", "version": "1" }, "servers": [ { "url": "https://acme.test" } ], "paths": {
          "/pets": { "get": { "operationId": "listPets", "parameters": [ { "name": "kind", "in": "query", "schema": { "type": "string", "enum": ["cat", "dog"] } } ], "responses": {} } },
          "/pets/{id}": { "get": { "operationId": "getPet", "responses": {} }, "delete": { "operationId": "dropPet", "responses": {} } } } }
        """;

    /// <summary>Without dropPet, cats and the path parameter of getPet; with a required setting more.</summary>
    private const string Changed = """
        { "openapi": "3.0.0", "info": { "title": "Acme Pets", "version": "2" }, "servers": [ { "url": "https://acme.test" } ], "paths": {
          "/pets": { "get": { "operationId": "listPets", "parameters": [ { "name": "kind", "in": "query", "schema": { "type": "string", "enum": ["dog"] } }, { "name": "owner", "in": "query", "required": true, "schema": { "type": "string" } } ], "responses": {} } },
          "/pet": { "get": { "operationId": "getPet", "responses": {} } }, "/news": { "get": { "operationId": "news", "responses": {} } } } }
        """;

    private const string Flow = """
        { "start": { "type": "trigger.start", "links": { "next": "list" } },
          "list": { "type": "acme.listPets", "config": { "connection": "pets", "kind": "cat" }, "links": { "success": "get" } },
          "get": { "type": "acme.getPet", "config": { "connection": "pets", "id": "1" }, "links": { "notFound": "drop" } },
          "drop": { "type": "acme.dropPet", "config": { "connection": "pets", "id": "1" } } }
        """;

    [Fact]
    public async Task Installs_a_document_lists_it_gives_it_back_and_keeps_it_over_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("imported").FullName;
        await using (var studio = await RunningStudio.StartAsync(folder))
        {
            using var api = await studio.ApiAsync(ApiScopes.ConnectorsAdmin);

            using var imported = await api.SendAsync(HttpMethod.Put, Path, Pets);
            var report = await imported.JsonAsync();
            using var list = await api.SendAsync(HttpMethod.Get, "connectors/imported");
            var item = Assert.Single((await list.JsonAsync()).GetProperty("connectors").EnumerateArray().ToList());
            using var document = await api.SendAsync(HttpMethod.Get, $"{Path}/document");

            Assert.Equal((true, 1), (report.GetProperty("imported").GetBoolean(), report.GetProperty("revision").GetInt32()));
            Assert.Equal(("acme", "Acme Pets", 3, "key test"), (item.GetProperty("key").GetString(), item.GetProperty("title").GetString(), item.GetProperty("operationCount").GetInt32(), item.GetProperty("importedBy").GetString()));
            Assert.Equal(Pets, await document.Content.ReadAsStringAsync(RunningStudio.Token));
        }

        await using (var again = await RunningStudio.StartAsync(folder))
        {
            Assert.True(again.Get<NodeCatalog>().TryGet("acme.getPet", 1, out _));
            Assert.True(again.Get<ConnectorCatalog>().TryGet("acme", out _));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Says_what_a_new_document_changes_and_which_nodes_of_draft_and_live_version_it_breaks()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ConnectorsAdmin);
        using var first = await api.SendAsync(HttpMethod.Put, Path, Pets);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await PublishAsync(studio);

        using var preview = await api.SendAsync(HttpMethod.Post, $"{Path}/preview", Changed);
        using var refused = await api.SendAsync(HttpMethod.Put, Path, Changed);
        var kept = studio.Get<NodeCatalog>().TryGet("acme.dropPet", 1, out _);
        using var confirmed = await api.SendAsync(HttpMethod.Put, $"{Path}?confirm=true", Changed);

        var report = await preview.JsonAsync();
        var changes = report.GetProperty("changes").EnumerateArray().Select(c => $"{c.GetProperty("kind").GetString()} {c.GetProperty("operation").GetString()} {c.GetProperty("part").GetString()} {c.GetProperty("isBreaking").GetBoolean()}").ToList();
        Assert.Equal(
            ["added news  False", "changed listPets kind True", "added listPets owner True", "removed getPet id True", "removed getPet notFound True", "removed dropPet  True"],
            changes
        );
        var breaks = report.GetProperty("breaks").EnumerateArray().Select(b => $"{b.GetProperty("bot").GetString()} {b.GetProperty("version")} {b.GetProperty("node").GetString()}").ToList();
        Assert.Equal(["list", "list", "get", "get", "drop"], breaks.Where(b => b.StartsWith("shop  ", StringComparison.Ordinal)).Select(b => b.Split(' ')[^1]));
        Assert.Equal(5, breaks.Count(b => b.StartsWith("shop 1 ", StringComparison.Ordinal)));
        await refused.RefusesAsync(HttpStatusCode.Conflict, "import.breaks");
        Assert.True(kept);
        Assert.Equal(2, (await confirmed.JsonAsync()).GetProperty("revision").GetInt32());
        Assert.False(studio.Get<NodeCatalog>().TryGet("acme.dropPet", 1, out _));
        Assert.True(studio.Get<NodeCatalog>().TryGet("acme.news", 1, out _));
    }

    [Fact]
    public async Task Removes_what_nobody_uses_and_the_rest_when_confirmed()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ConnectorsAdmin);
        using var imported = await api.SendAsync(HttpMethod.Put, Path, Pets);
        Assert.Empty(await studio.Get<IConnectionAdmin>().SaveAsync("pets", new ConnectionChange("acme", System.Text.Json.JsonElement.Parse("{}")), "test", RunningStudio.Token));

        using var refused = await api.SendAsync(HttpMethod.Delete, Path);
        using var removed = await api.SendAsync(HttpMethod.Delete, $"{Path}?confirm=true");
        using var gone = await api.SendAsync(HttpMethod.Delete, Path);

        await refused.RefusesAsync(HttpStatusCode.Conflict, "connector.used");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await gone.RefusesAsync(HttpStatusCode.NotFound, "connector.missing");
        Assert.False(studio.Get<ConnectorCatalog>().TryGet("acme", out _));
    }

    [Theory]
    [InlineData("connectors/imported/no-slug", "{}", 422, "import.key")]
    [InlineData("connectors/imported/acme", null, 422, "import.document")]
    [InlineData("connectors/imported/acme", "<html>", 422, "openapi.format")]
    [InlineData("connectors/imported/acme?url=nonsense", null, 422, "import.url")]
    [InlineData("connectors/imported/acme?url=http://acme.test/x", null, 422, "import.url")]
    [InlineData("connectors/imported/acme?url=https://127.0.0.1/x", null, 422, "import.url")]
    [InlineData("connectors/imported/acme?url=https://169.254.169.254/x", null, 422, "import.url")]
    [InlineData("connectors/imported/acme?operations=nothing", Pets, 422, "import.operations")]
    [InlineData("connectors/imported/say", Pets, 422, "connector.taken")]
    public async Task Refuses_with_a_code_and_installs_nothing(string path, string? body, int status, string code)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ConnectorsAdmin);

        using var answer = await api.SendAsync(HttpMethod.Put, path, body);

        await answer.RefusesAsync((HttpStatusCode)status, code);
        Assert.Empty(await studio.Get<IImportedConnectors>().ListAsync(RunningStudio.Token));
    }

    [Fact]
    public async Task Fetches_a_document_through_the_guard_and_takes_the_operations_that_are_chosen()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var server = await Echo.StartAsync(http => http.Response.WriteAsync(Pets));
        using var api = await studio.ApiAsync(ApiScopes.ConnectorsAdmin);
        var url = Uri.EscapeDataString($"{server.Address}/openapi.json");

        using var guarded = await api.SendAsync(HttpMethod.Put, $"{Path}?url={url}");
        using var imported = await api.SendAsync(HttpMethod.Put, $"{Path}?url={url}&allowLoopback=true&operations=getPet,listPets");

        await guarded.RefusesAsync(HttpStatusCode.UnprocessableEntity, "import.url");
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        Assert.True(studio.Get<NodeCatalog>().TryGet("acme.getPet", 1, out _));
        Assert.False(studio.Get<NodeCatalog>().TryGet("acme.dropPet", 1, out _));
    }

    private static async Task PublishAsync(RunningStudio studio)
    {
        var read = BundleDocument.Read(
            Encoding.UTF8.GetBytes(
                $$"""
                { "bot": { "id": "shop", "name": "Shop", "timeZone": "UTC", "languages": ["en"], "connections": { "pets": "acme" } },
                  "flows": { "main": { "id": "main", "name": "Main", "nodes": {{Flow}} } }, "tests": {} }
                """
            )
        );
        Assert.True(read.Ok, string.Join("; ", read.Problems.Select(p => $"{p.Pointer} {p.Message}")));
        Assert.True((await studio.Library.SaveAsync(read.Value, "*", "test", RunningStudio.Token)).Saved);
        Assert.NotNull((await studio.Library.PublishAsync("shop", "test", RunningStudio.Token))!.Version);
    }

    [Fact]
    public async Task Needs_the_scope_of_connectors()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var others = await studio.ApiAsync([.. ApiScopes.All.Where(s => s != ApiScopes.ConnectorsAdmin)]);

        using var answer = await others.SendAsync(HttpMethod.Put, Path, Pets);

        await answer.RefusesAsync(HttpStatusCode.Forbidden, "forbidden");
    }
}
