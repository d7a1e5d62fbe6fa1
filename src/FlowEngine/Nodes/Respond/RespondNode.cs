namespace FlowEngine.Nodes.Respond;

/// <summary>Answers the webhook that started the run.</summary>
public static class RespondNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<RespondConfig>("respond", version: 1)
            .Title("Respond", NodeCategory.Connector, "Answers the webhook that started the run; the first answer counts, and the flow goes on.")
            .Card("Responds with {status}", "send")
            .Field(c => c.Status, "Status", "HTTP status, 200 to 599.", expression: true, minimum: 200, maximum: 599)
            .Field(
                c => c.Body,
                "Body",
                "JSON, or a text; from status 400 on it becomes problem details.",
                kind: FieldKind.Json,
                expression: true,
                template: true
            )
            .Field(
                c => c.Headers,
                "Headers",
                "By name; the type of the content is known.",
                kind: FieldKind.Map,
                expression: true,
                template: true,
                advanced: true
            )
            .Output("next", "next", "At once; the answer is sent when the turn is stored.")
            .Error("respond.status", "The status is out of range; give 200 to 599.")
            .Error("respond.header", "A header does not fit; its name has letters, digits and dashes, its value one line.")
            .Build();
}
