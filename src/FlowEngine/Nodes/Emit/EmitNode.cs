namespace FlowEngine.Nodes.Emit;

/// <summary>Tells other runs and flows of the bot that something has happened.</summary>
public static class EmitNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<EmitConfig>("emit", version: 1)
            .Title(
                "Tell an event",
                NodeCategory.Logic,
                "Tells that something has happened: runs that wait for it go on, and flows that start on it start."
            )
            .Card("Tells {event} of {correlation}", "spark")
            .Field(c => c.Event, "Event", "Its name, such as payment.received.")
            .Field(
                c => c.Correlation,
                "What it concerns",
                "For example the order number; runs that wait for this one go on.",
                expression: true,
                template: true
            )
            .Field(c => c.Data, "Data", "Details by name, at most 256 kB.", kind: FieldKind.Map, expression: true, template: true)
            .Output("next", "next", "At once; the event is told when the turn is stored, and never to the run itself.")
            .Error("event.name", EventNames.NameRule)
            .Error("event.correlation", EventNames.CorrelationRule)
            .Error("event.size", "The data is larger than 256 kB; tell only what the others need.")
            .Build();
}
