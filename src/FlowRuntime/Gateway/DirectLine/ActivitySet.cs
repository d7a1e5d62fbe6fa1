using System.Text.Json;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Activities in order and how far the client has read with them.</summary>
internal sealed record ActivitySet(IReadOnlyList<JsonElement> Activities, string Watermark);
