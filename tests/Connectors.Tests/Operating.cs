using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Running;
using TestKit;

namespace Connectors.Tests;

/// <summary>Runs operations of a connector against a server of the test, with the defaults that the settings declare.</summary>
internal sealed class Operating(ConnectorDefinition connector, Uri address, TimeProvider? time = null)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static JsonElement Json(string text) => JsonElement.Parse(text);

    public async Task<NodeResult> RunAsync(string key, string settings, int attempt = 1)
    {
        var operation = connector.Operations.Single(o => o.Key == key);
        var given = Assert.IsType<JsonObject>(JsonNode.Parse(settings));
        Assert.All(given, setting => Assert.Contains(operation.Fields, f => f.Name == setting.Key));
        Assert.All(operation.Fields.Where(f => f.Required), f => Assert.True(given.ContainsKey(f.Name), f.Name));
        foreach (var field in operation.Fields.Where(f => f.Default.ValueKind is not JsonValueKind.Undefined && !given.ContainsKey(f.Name)))
        {
            given[field.Name] = JsonNode.Parse(field.Default.GetRawText());
        }

        using var connection = new FakeConnection(connector.Key, address);
        var context = new FakeNodeContext(connection) { AttemptNumber = attempt };
        var call = new OperationCall(connector, operation, JsonSerializer.SerializeToElement(given), context, time ?? TimeProvider.System)
        {
            Cache = operation.Cache,
        };
        var result = await operation.Run(call, Token);
        if (result is NodeResult.Completed { Port: var port })
        {
            Assert.Contains(operation.Outputs, o => o.Name == port);
        }
        else if (result is NodeResult.Failed { Error.Code: var code })
        {
            Assert.Contains(code, operation.Errors.Keys);
        }

        return result;
    }

    public async Task<JsonElement> SucceedAsync(string key, string settings, int attempt = 1)
    {
        var completed = Assert.IsType<NodeResult.Completed>(await RunAsync(key, settings, attempt));
        Assert.Equal("success", completed.Port);
        return completed.Output;
    }

    public async Task<NodeResult.Completed> LeaveAsync(string key, string settings, string port)
    {
        var completed = Assert.IsType<NodeResult.Completed>(await RunAsync(key, settings));
        Assert.Equal(port, completed.Port);
        return completed;
    }

    public async Task<NodeError> FailAsync(string key, string settings) =>
        Assert.IsType<NodeResult.Failed>(await RunAsync(key, settings)).Error;
}
