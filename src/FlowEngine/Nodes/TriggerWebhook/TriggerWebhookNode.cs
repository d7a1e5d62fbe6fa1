namespace FlowEngine.Nodes.TriggerWebhook;

/// <summary>Starts a run when another system calls.</summary>
public static class TriggerWebhookNode
{
    /// <summary>Longest wait for the flow's answer. Unit: seconds.</summary>
    public const int MaximumTimeoutSeconds = 60;

    /// <summary>Response mode: answered as soon as the call is stored.</summary>
    public const string Accepted = "accepted";

    /// <summary>Response mode: answered by the flow.</summary>
    public const string ByFlow = "flow";

    /// <summary>Signed as Standard Webhooks say, with a time stamp.</summary>
    public const string Standard = "standard";

    /// <summary>Signed by HMAC-SHA256 of the body in one header.</summary>
    public const string Hmac = "hmac";

    /// <summary>Not signed: whoever knows the address may call.</summary>
    public const string Unsigned = "none";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<TriggerWebhookConfig>("trigger.webhook", version: 1)
            .Title("On webhook", NodeCategory.Trigger, "Starts when another system calls /hooks/{bot}/{hook}.")
            .Card("Starts on {method} /hooks/…/{hook}", "http")
            .Field(c => c.Hook, "Name", "Last part of the address, such as orders; small letters, digits and dashes.")
            .Field(
                c => c.Method,
                "Method",
                "How the other system calls.",
                options: [new FieldOption("POST", "POST"), new FieldOption("PUT", "PUT"), new FieldOption("GET", "GET")],
                advanced: true
            )
            .Field(
                c => c.Response,
                "Answer",
                "What the other system hears.",
                options:
                [
                    new FieldOption(Accepted, "“Accepted” at once"),
                    new FieldOption(ByFlow, "What the flow responds"),
                ]
            )
            .Field(
                c => c.TimeoutSeconds,
                "Wait for the flow",
                "Seconds, 1 to 60; after that the other system hears “accepted” and the flow goes on.",
                advanced: true,
                minimum: 1,
                maximum: MaximumTimeoutSeconds,
                shownWhen: new FieldCondition("response", ByFlow)
            )
            .Field(
                c => c.Signature,
                "Signed by",
                "How the other system proves who it is; an administrator reads the secret over the API.",
                options:
                [
                    new FieldOption(Standard, "Standard Webhooks"),
                    new FieldOption(Hmac, "HMAC-SHA256 in a header"),
                    new FieldOption(Unsigned, "Nothing: anybody may call"),
                ]
            )
            .Field(
                c => c.SignatureHeader,
                "Header of the signature",
                "For HMAC: its value is hexadecimal or base64, also with sha256= in front.",
                advanced: true,
                shownWhen: new FieldCondition("signature", Hmac)
            )
            .Field(
                c => c.EventIdHeader,
                "Header of the event's id",
                "A call with an id that was seen before starts nothing; empty means webhook-id.",
                advanced: true
            )
            .Trigger()
            .Output("next", "next", "At once; event.body, event.headers, event.query and event.method tell what came.", required: true)
            .Error("webhook.hook", "The name does not fit into an address, or another webhook of the bot has it; use small letters, digits and dashes.")
            .Error("webhook.timeout", "The wait for the flow is out of range; give 1 to 60 seconds.")
            .Error("webhook.header", "A header's name does not fit; use letters, digits and dashes.")
            .Build();
}
