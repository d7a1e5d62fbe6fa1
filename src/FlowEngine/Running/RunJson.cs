using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>JSON form of everything about a run that is stored. An absent value reads as undefined, <c>null</c> as null.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.Strict,
    Converters = [typeof(RawJsonConverter)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RunState))]
[JsonSerializable(typeof(TurnInput))]
[JsonSerializable(typeof(CallResult))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(OutgoingMessage))]
[JsonSerializable(typeof(HandoffRequest))]
[JsonSerializable(typeof(DetachedCall))]
[JsonSerializable(typeof(NodeError))]
[JsonSerializable(typeof(EmittedEvent))]
[JsonSerializable(typeof(FlowResponse))]
[JsonSerializable(typeof(StoreChange))]
[JsonSerializable(typeof(IReadOnlyList<MessageButton>))]
[JsonSerializable(typeof(IReadOnlyList<MessageAttachment>))]
public sealed partial class RunJson : JsonSerializerContext;
