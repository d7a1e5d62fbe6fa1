using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowEngine.Tests.Connecting;

/// <summary>A connector for tests with one operation, whose work a test decides.</summary>
internal static class Acme
{
    public static ConnectorDefinition With(params OperationDefinition[] operations) =>
        new("acme", "Acme", "A system for tests.", "shop", [], []) { Operations = operations };

    public static OperationDefinition Operation(OperationRun run, params FieldDefinition[] fields) =>
        new("get", "Get", "Gets something.", run) { Card = "Gets it", Fields = fields };

    public static OperationDefinition Echo(params FieldDefinition[] fields) =>
        Operation((call, _) => ValueTask.FromResult<NodeResult>(new NodeResult.Completed("success", call.Settings)), fields);

    public static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
