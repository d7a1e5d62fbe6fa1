using System.Text.Json;
using FlowEngine.Nodes;

namespace Connectors.Http.GraphQl;

/// <summary>The node that sends one GraphQL request.</summary>
public static class GraphQlNode
{
    private const string Shape = "{ data: any, errors: [any], extensions: any }";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<GraphQlConfig>("http.graphql", version: 1)
            .Title("GraphQL", NodeCategory.Connector, "Sends a GraphQL query or mutation over a connection and passes the data on.")
            .Card("Asks {connection} by GraphQL", "http")
            .Field(c => c.Connection, "Connection", "Gives the address and the credential.", FieldKind.Connection)
            .Field(
                c => c.Query,
                "Document",
                "The query or mutation, fixed text; values go into its variables.",
                FieldKind.Multiline
            )
            .Field(c => c.Variables, "Variables", "Values of the document's variables, without $.", FieldKind.Map, expression: true, template: true)
            .Field(c => c.SaveTo, "Save to", "Variable that receives the data.", FieldKind.Variable)
            .Field(c => c.OperationName, "Operation", "Which operation runs, when the document has several.", advanced: true)
            .Field(c => c.Path, "Path", "Path below the connection's address, such as graphql; empty when the connection leads there itself.", advanced: true)
            .Field(c => c.Partial, "Take partial data", "Yes to go on by partial when there are data beside errors, instead of failing.", advanced: true)
            .Field(
                c => c.Idempotent,
                "Safe to repeat",
                "Yes when a mutation may be sent twice without harm, so that it is sent again after a crash.",
                advanced: true
            )
            .Field(c => c.TimeoutSeconds, "Timeout", "Seconds to wait, 1 to 300.", advanced: true, minimum: 1, maximum: 300)
            .Output("success", "data", "The answer has data and no errors: { data, extensions }.")
            .Shape(Shape)
            .Output("partial", "partial data", "The answer has data beside errors, and that is taken: { data, errors, extensions }.")
            .Shape(Shape)
            .Output("rejected", "rejected", "The other system answers something else than GraphQL: { status, headers, body }.")
            .Shape("{ status: number, headers: object, body: any }")
            .Effect(EffectKind.Write, EffectOf)
            .Connection(HttpConnector.Key)
            .Error("graphql.document", "The document cannot be sent: its brackets do not match, or it is not clear which operation runs.")
            .Error("graphql.error", "The other system answers with errors; the first one stands in the message.")
            .Error("http.path", "The path leads away from the connection's address; give a path without host, '..', '?' or '#'.")
            .Error("http.timeout", "The answer took longer than the timeout, or the timeout is not between 1 and 300 seconds.")
            .Error("http.size", "The answer is larger than 1 MB.")
            .Error("http.no-answer", "The other system cannot be reached or broke off.")
            .Build();

    /// <summary>Queries read. A mutation is sent again after a crash only where the author says that this does no harm.</summary>
    internal static NodeEffect EffectOf(JsonElement config)
    {
        var document = GraphQlDocument.Read(Text(config, "query") ?? "");
        var chosen = document.Choose(Text(config, "operationName"));
        return chosen is { Kind: "query" }
            ? new NodeEffect(EffectKind.Read, Idempotent: true)
            : new NodeEffect(
                EffectKind.Write,
                config.ValueKind is JsonValueKind.Object
                    && config.TryGetProperty("idempotent", out var idempotent)
                    && idempotent.ValueKind is JsonValueKind.True
            );
    }

    private static string? Text(JsonElement config, string name) =>
        config.ValueKind is JsonValueKind.Object && config.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
