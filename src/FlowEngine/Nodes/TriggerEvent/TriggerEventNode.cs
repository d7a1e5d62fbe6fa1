using FlowEngine.Nodes.Emit;

namespace FlowEngine.Nodes.TriggerEvent;

/// <summary>Starts a run when something has happened.</summary>
public static class TriggerEventNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TriggerEventConfig>("trigger.event", version: 1)
            .Title("On event", NodeCategory.Trigger, "Starts when another flow, or a program over the API, tells an event.")
            .Card("Starts on the event {event}", "spark")
            .Field(c => c.Event, "Event", "Its name, such as payment.received.")
            .Trigger()
            .Output("next", "next", "At once; event.name, event.correlation and event.data tell what happened.", required: true)
            .Error("event.name", EventNames.NameRule)
            .Build();
}
