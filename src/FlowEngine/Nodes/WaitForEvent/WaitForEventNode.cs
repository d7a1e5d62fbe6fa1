using FlowEngine.Nodes.Emit;

namespace FlowEngine.Nodes.WaitForEvent;

/// <summary>Lets the run wait until something has happened.</summary>
public static class WaitForEventNode
{
    /// <summary>Longest wait. Unit: seconds.</summary>
    public const int MaximumTimeoutSeconds = 366 * 24 * 60 * 60;

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<WaitForEventConfig>("waitForEvent", version: 1)
            .Title(
                "Wait for an event",
                NodeCategory.Logic,
                "Waits until another flow, or a program over the API, tells that something has happened."
            )
            .Card("Waits for {event} of {correlation}", "history")
            .Field(c => c.Event, "Event", "Its name, such as payment.received.")
            .Field(
                c => c.Correlation,
                "Which one",
                "Only an event with the same value counts, for example the order number.",
                expression: true,
                template: true
            )
            .Field(c => c.AnyOfThem, "Any of them", "Takes the first event of this name, whatever it concerns.", advanced: true)
            .Field(
                c => c.TimeoutSeconds,
                "Wait at most",
                "Seconds, 1 to 31,622,400; empty waits as long as the run may live.",
                expression: true,
                minimum: 1,
                maximum: MaximumTimeoutSeconds
            )
            .Field(c => c.SaveTo, "Keep the data in", "Variable that receives the event's data.", kind: FieldKind.Variable)
            .Waits()
            .Output("received", "received", "When the event has happened; the output is its data.", required: true)
            .Output("timedOut", "timed out", "When it has not happened in time.")
            .Error("event.name", EventNames.NameRule)
            .Error("event.correlation", "It is not said which event is meant, or in more than 200 characters.")
            .Error("event.timeout", "The longest wait is out of range; give 1 second to 366 days.")
            .Build();
}
