using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Running;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>Writes a call as a flow test.</summary>
internal static class HookTestDocument
{
    private const int LongestName = 200;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The content of the <c>*.test.json</c> file.</summary>
    public static string Write(string name, DateTimeOffset at, string flowId, string nodeId, JsonElement happened, FlowResponse? response)
    {
        var steps = new JsonArray
        {
            new JsonObject
            {
                ["triggers"] = nodeId,
                ["flow"] = flowId,
                ["data"] = NodeOf(happened),
            },
        };
        if (response is not null)
        {
            var responds = new JsonObject { ["responds"] = response.Status };
            if (response.Body.ValueKind is not JsonValueKind.Undefined)
            {
                responds["body"] = NodeOf(response.Body);
            }

            steps.Add(responds);
        }

        return new JsonObject
        {
            ["$schema"] = "../../test.schema.json",
            ["schemaVersion"] = 1,
            ["name"] = name.Length <= LongestName ? name : name[..LongestName],
            ["now"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["opens"] = false,
            ["steps"] = steps,
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonNode? NodeOf(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
