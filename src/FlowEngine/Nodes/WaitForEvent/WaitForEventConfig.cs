namespace FlowEngine.Nodes.WaitForEvent;

/// <summary>Settings of the wait-for-event node, every expression resolved.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="Correlation">Which one: only an event that was emitted with the same value counts.</param>
/// <param name="AnyOfThem">True to take the first event of the name, whatever it concerns.</param>
/// <param name="TimeoutSeconds">Longest wait; null for none. Unit: seconds, 1 to 31,622,400.</param>
/// <param name="SaveTo">Variable that receives the event's data; null for none.</param>
public sealed record WaitForEventConfig(
    string Event,
    string? Correlation = null,
    bool AnyOfThem = false,
    double? TimeoutSeconds = null,
    string? SaveTo = null
);
