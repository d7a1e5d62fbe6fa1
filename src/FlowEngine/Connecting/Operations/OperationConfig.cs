using System.Text.Json;

namespace FlowEngine.Connecting.Operations;

/// <summary>Settings of one execution of an operation's node.</summary>
/// <param name="Settings">Those of the operation.</param>
/// <param name="Connection">Name of the connection; null when the connector needs none.</param>
/// <param name="SaveTo">Variable that receives the output; null for none.</param>
/// <param name="Cache">How long the answer may be used again; null for not at all.</param>
/// <param name="Fresh">True to ask the other side even when an answer is at hand.</param>
internal sealed record OperationConfig(JsonElement Settings, string? Connection, string? SaveTo, CachePolicy? Cache, bool Fresh);
