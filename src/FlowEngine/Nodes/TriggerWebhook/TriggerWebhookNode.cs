using FlowEngine.Nodes.Validate;

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
                "How the other system proves who it is. An administrator reads or enters the secret; without a signature nothing is taken until he allows it.",
                options: HookSignatures.Options
            )
            .Field(
                c => c.SignatureHeader,
                "Header of the signature",
                "Where the HMAC stands.",
                advanced: true,
                shownWhen: OfHmac
            )
            .Field(
                c => c.SignaturePrefix,
                "Before the signature",
                "What stands before it in the header, such as v1=; empty for nothing or sha256=.",
                advanced: true,
                shownWhen: OfHmac
            )
            .Field(
                c => c.SignatureEncoding,
                "Written as",
                "How the signature is written.",
                options: HookSignatures.Encodings,
                advanced: true,
                shownWhen: OfHmac
            )
            .Field(
                c => c.SignatureAlgorithm,
                "Hash",
                "Hash of the HMAC.",
                options: HookSignatures.Algorithms,
                advanced: true,
                shownWhen: OfHmac
            )
            .Field(
                c => c.SignedContent,
                "What is signed",
                "The body as it came, or more, such as {timestamp}.{body}; possible are {body}, {timestamp}, {id}, {method} and {url}.",
                advanced: true,
                shownWhen: OfHmac
            )
            .Field(
                c => c.TimestampHeader,
                "Header of the time",
                "For {timestamp}: UNIX seconds, milliseconds or ISO 8601.",
                advanced: true,
                shownWhen: OfHmac
            )
            .Field(
                c => c.ToleranceSeconds,
                "Age of a call",
                "Seconds, 10 to 3600, by which the signed time may differ from ours.",
                advanced: true,
                minimum: 10,
                maximum: 3600
            )
            .Field(
                c => c.EventIdHeader,
                "Header of the event's id",
                "A call with an id that was seen before starts nothing; empty means where the other system is known to put it.",
                advanced: true
            )
            .Field(
                c => c.BodySchema,
                "JSON Schema of the body",
                "A call whose body does not meet it is refused with the places that are wrong; empty takes any body.",
                kind: FieldKind.Json,
                advanced: true
            )
            .Trigger()
            .Output("next", "next", "At once; event.body, event.headers, event.query and event.method tell what came.", required: true)
            .Error("webhook.hook", "The name does not fit into an address, or another webhook of the bot has it; use small letters, digits and dashes.")
            .Error("webhook.timeout", "The wait for the flow is out of range; give 1 to 60 seconds.")
            .Error("webhook.header", "A header's name does not fit; use letters, digits and dashes.")
            .Error("webhook.tolerance", "The age of a call is out of range; give 10 to 3600 seconds.")
            .Error("webhook.signed", "What is signed cannot be read, or its time stamp has no header; write for example {timestamp}.{body}.")
            .Error("webhook.unsigned", "Calls of this webhook are not signed: anybody who knows the address may call, once an administrator has allowed it.")
            .Errors(SchemaRules.Errors)
            .Build();

    private static FieldCondition OfHmac => new("signature", HookSignatures.Hmac);
}
