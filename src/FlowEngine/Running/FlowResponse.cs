using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>What a run answers to the webhook or request that started it. The first answer of a run counts.</summary>
/// <param name="Status">HTTP status, 200 to 599.</param>
/// <param name="Headers">Headers by name; null for none.</param>
/// <param name="Body">JSON body; a text is sent as it is; undefined for an empty body.</param>
public sealed record FlowResponse(
    int Status,
    IReadOnlyDictionary<string, string>? Headers = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Body = default
);
