using System.Text;
using System.Text.Json;
using Connectors.OpenApi;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Importing;
using FlowEngine.Nodes;
using TestKit;

namespace Connectors.Tests.OpenApi;

/// <summary>Short ways from a document to its connector.</summary>
internal static class Documents
{
    public static ImportOutcome Import(string text, ImportRequest? request = null, ReadLimits? limits = null) =>
        Import(Encoding.UTF8.GetBytes(text), request, limits);

    public static ImportOutcome Import(ReadOnlyMemory<byte> document, ImportRequest? request = null, ReadLimits? limits = null) =>
        new OpenApiImporter(new ManualTimeProvider(), limits ?? ReadLimits.Default).Import(
            document,
            request ?? new ImportRequest("acme"),
            TestContext.Current.CancellationToken
        );

    public static ImportOutcome.Imported Imported(string text, ImportRequest? request = null) =>
        Import(text, request) switch
        {
            ImportOutcome.Imported imported => imported,
            ImportOutcome.Refused refused => throw new InvalidOperationException($"{refused.Code}: {refused.Reason}"),
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };

    public static string Refused(string text, ReadLimits? limits = null) =>
        Assert.IsType<ImportOutcome.Refused>(Import(text, null, limits)).Code;

    public static ConnectorDefinition Connector(string text, ImportRequest? request = null) => Imported(text, request).Connector;

    /// <summary>The one operation of a document of version 3.0 with these members.</summary>
    public static OperationDefinition Operation(string method, string path, string members, string components = "{}") =>
        Assert.Single(Connector(Document(method, path, members, components)).Operations);

    public static string Document(string method, string path, string members, string components = "{}", string version = "3.0.3") =>
        $$"""
            { "openapi": "{{version}}", "info": { "title": "Acme", "version": "1" },
              "servers": [ { "url": "https://api.acme.test/v1" } ],
              "paths": { "{{path}}": { "{{method}}": {{members}} } }, "components": {{components}} }
            """;

    public static FieldDefinition Field(this OperationDefinition operation, string name) =>
        operation.Fields.FirstOrDefault(f => f.Name == name)
        ?? throw new InvalidOperationException($"No {name} among {string.Join(", ", operation.Fields.Select(f => f.Name))}.");

    public static JsonElement Json(string json) => JsonElement.Parse(json);
}
