using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FluentValidation;

namespace FlowEngine.Tests.Validation;

/// <summary>Node types that show every kind of field and port, so that the rules are tested apart from the product's nodes.</summary>
internal static class SampleCatalog
{
    public static NodeCatalog Nodes { get; } =
        new([
            Of<Nothing>("trigger.start", NodeCategory.Trigger, b => b.Output("next", "next", "Always.", required: true).Trigger()),
            Of<ErrorSettings>("trigger.error", NodeCategory.Trigger, b => b.Output("next", "next", "Always.").Trigger()),
            Of<IntentSettings>(
                "trigger.intent",
                NodeCategory.Trigger,
                b => b.Field(c => c.Intent, "Intent", "Which.", FieldKind.Intent).Output("next", "next", "Always.").Trigger()
            ),
            Of<SaySettings>(
                "say",
                NodeCategory.Conversation,
                b => b.Field(c => c.Text, "Text", "What to say.", expression: true, template: true).Output("next", "next", "Always."),
                new SayValidator()
            ),
            Of<AskSettings>(
                "ask",
                NodeCategory.Conversation,
                b =>
                    b.Field(c => c.Text, "Question", "What to ask.", template: true)
                        .Field(c => c.Entity, "Entity", "What to look for.", FieldKind.Entity)
                        .Field(c => c.SaveTo, "Save to", "Where to.", FieldKind.Variable)
                        .Field(c => c.MaxVisits, "Tries", "How often.", minimum: 1, maximum: 10)
                        .Output("answered", "answered", "An answer.", required: true)
                        .Output("gaveUp", "gave up", "No answer.")
                        .Waits()
            ),
            Of<BranchSettings>(
                "branch",
                NodeCategory.Logic,
                b =>
                    b.Field(
                            c => c.Arms,
                            "Arms",
                            "Ways.",
                            FieldKind.List,
                            fields:
                            [
                                new("port", "Port", "Name.", FieldKind.Text, Required: true),
                                new("when", "When", "Condition.", FieldKind.Condition, Required: true),
                            ]
                        )
                        .Ports(Arms)
                        .Output("else", "else", "None fits.")
            ),
            Of<SetSettings>("set", NodeCategory.Data, b => b.Field(c => c.Values, "Values", "What.", FieldKind.Map).Output("next", "next", "Always.")),
            Of<CallSettings>(
                "shop.getOrder",
                NodeCategory.Connector,
                b =>
                    b.Field(c => c.Connection, "Connection", "The shop.", FieldKind.Connection)
                        .Field(c => c.OrderId, "Order", "Which.", expression: true)
                        .Field(c => c.Mode, "Mode", "How.", options: [new("fast", "Fast"), new("slow", "Slow")])
                        .Field(c => c.Loud, "Loud", "Yes or no.")
                        .Field(c => c.Tags, "Tags", "Words.")
                        .Field(c => c.Then, "Then", "Flow.", FieldKind.Flow)
                        .Field(c => c.Extra, "Extra", "Anything.")
                        .Output("success", "found", "Found.")
                        .Shape("{ number: string, lines: [{ sku: string }] }")
                        .Output("notFound", "not found", "Not found.")
                        .Connection("shop")
            ),
            Of<Nothing>("handoff", NodeCategory.Human, b => b),
        ]);

    public static ConnectorCatalog Connectors { get; } =
        new([new ConnectorDefinition("shop", "Shop", "A shop.", "cart", [], []), new ConnectorDefinition("mail", "Mail", "Mail.", "mail", [], [])]);

    private static NodeType<T> Of<T>(
        string type,
        NodeCategory category,
        Func<NodeDefinitionBuilder<T>, NodeDefinitionBuilder<T>> describe,
        IValidator<T>? validator = null
    )
        where T : class =>
        new(describe(NodeDefinition.For<T>(type, 1).Title(type, category, "For tests.")).Build(), validator, new Idle<T>());

    private static List<PortDefinition> Arms(JsonElement config) =>
        config.TryGetProperty("arms", out var arms) && arms.ValueKind == JsonValueKind.Array
            ?
            [
                .. arms.EnumerateArray()
                    .Where(a => a.ValueKind == JsonValueKind.Object && a.TryGetProperty("port", out var p) && p.ValueKind == JsonValueKind.String)
                    .Select(a => a.GetProperty("port").GetString()!)
                    .Select(name => new PortDefinition(name, name, "Holds.")),
            ]
            : [];

    private sealed class Idle<T> : INodeExecutor<T>
        where T : class
    {
        public ValueTask<NodeResult> ExecuteAsync(T config, NodeContext context, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Validation runs nothing.");
    }

    private sealed class SayValidator : AbstractValidator<SaySettings>
    {
        public SayValidator() =>
            RuleFor(c => c.Text).Must(t => !t.Contains("rude", StringComparison.Ordinal)).WithErrorCode("say.rude").WithMessage("Be polite.");
    }

    public sealed record Nothing;

    public sealed record ErrorSettings;

    public sealed record IntentSettings(string Intent);

    public sealed record SaySettings(string Text);

    public sealed record AskSettings(string Text, string? Entity = null, string? SaveTo = null, int MaxVisits = 3);

    public sealed record BranchSettings(IReadOnlyList<ArmSettings> Arms);

    public sealed record ArmSettings(string Port, JsonElement When);

    public sealed record SetSettings(JsonElement Values);

    public sealed record CallSettings(
        string Connection,
        string OrderId,
        string Mode = "fast",
        bool Loud = false,
        IReadOnlyList<string>? Tags = null,
        string? Then = null,
        JsonElement Extra = default
    );
}
