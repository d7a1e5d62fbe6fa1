using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections;

/// <summary>How the findings of a test are stored.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<ProbeFinding>))]
internal sealed partial class ProbeJson : JsonSerializerContext;
