using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>Something that happened, told to runs that wait for it and to flows that it starts.</summary>
/// <param name="Name">What happened, for example <c>payment.received</c>; 1 to 100 characters.</param>
/// <param name="Correlation">Which one it concerns, for example an order number; null when that does not matter.</param>
/// <param name="Data">Details, read as <c>event</c>; undefined for none; at most 256 kB.</param>
public sealed record EmittedEvent(
    string Name,
    string? Correlation = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Data = default
);
