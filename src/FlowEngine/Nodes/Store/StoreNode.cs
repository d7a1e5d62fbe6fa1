using System.Text.Json;

namespace FlowEngine.Nodes.Store;

/// <summary>Keeps values beyond the conversation.</summary>
public static class StoreNode
{
    /// <summary>Longest key. Unit: characters.</summary>
    public const int LongestKey = 200;

    /// <summary>Largest value. Unit: bytes of JSON.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>Longest time to live: ten years. Unit: seconds.</summary>
    public const int LongestSeconds = 10 * 365 * 24 * 60 * 60;

    internal const string Get = "get";
    internal const string Set = "set";
    internal const string Increment = "increment";
    internal const string Delete = "delete";
    internal const string Missing = "missing";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<StoreConfig>("store", version: 1)
            .Title("Store", NodeCategory.Data, "Keeps values for a contact or for the whole bot, beyond the conversation.")
            .Card("{operation}: {key}", "db")
            .Field(
                c => c.Operation,
                "Do",
                "What is done with the value.",
                options:
                [
                    new FieldOption(Get, "Get a value"),
                    new FieldOption(Set, "Set a value"),
                    new FieldOption(Increment, "Add to a number"),
                    new FieldOption(Delete, "Delete a value"),
                ]
            )
            .Field(c => c.Key, "Key", "Name of the value, 1 to 200 characters.", kind: FieldKind.Text, expression: true, template: true)
            .Field(
                c => c.Scope,
                "For",
                "Who shares the value.",
                options: [new FieldOption("contact", "This contact"), new FieldOption("bot", "All contacts of the bot")]
            )
            .Field(
                c => c.Value,
                "Value",
                "What is stored, at most 64 kB; when getting, what is taken if nothing is stored.",
                expression: true,
                shownWhen: new FieldCondition("operation", Get, Set)
            )
            .Field(c => c.By, "Add", "A number, 1 when empty; two conversations never lose an addition.", expression: true, shownWhen: new FieldCondition("operation", Increment))
            .Field(
                c => c.ExpiresInSeconds,
                "Keep for",
                "Seconds after which the value is forgotten, counted from this change; empty for ever.",
                expression: true,
                advanced: true,
                shownWhen: new FieldCondition("operation", Set, Increment)
            )
            .Field(
                c => c.SaveTo,
                "Keep the result in",
                "Variable that receives the value.",
                kind: FieldKind.Variable,
                shownWhen: new FieldCondition("operation", Get, Set, Increment)
            )
            .Output("next", "next", "When it is done; the output is the value.")
            .Ports(PortsOf)
            .Error("store.value", "There is nothing to store; fill in the value.")
            .Error("store.key", "The key is empty or too long.")
            .Error("store.size", "The value is too large; keep only what is needed.")
            .Error("store.number", "What should be a number is none, or out of range.")
            .Build();

    private static IReadOnlyList<PortDefinition> PortsOf(JsonElement config)
    {
        if (config.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var gets = !config.TryGetProperty("operation", out var operation) || (operation.ValueKind == JsonValueKind.String && operation.ValueEquals(Get));
        var hasValue = config.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null;
        return gets && !hasValue ? [new PortDefinition(Missing, Missing, "When nothing is stored and no value is given for that case.")] : [];
    }
}
