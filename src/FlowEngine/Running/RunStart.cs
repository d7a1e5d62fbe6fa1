using System.Text.Json;

namespace FlowEngine.Running;

/// <summary>A point in a flow at which a run is begun to try out what comes after it.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="NodeId">The node that is entered first.</param>
/// <param name="Variables">Values by name; names that neither the flow nor the bot declares are passed over.</param>
/// <param name="Outputs">Outputs of nodes by their id, as if they had been there before.</param>
public sealed record RunStart(
    string FlowId,
    string NodeId,
    IReadOnlyDictionary<string, JsonElement> Variables,
    IReadOnlyDictionary<string, JsonElement> Outputs
);
