using FlowEngine.Definition;

namespace FlowEngine.Tests.Understanding.Entities;

/// <summary>Bots that have nothing but entities.</summary>
internal static class Bots
{
    public static BotDefinition With(Dictionary<string, EntityDefinition> entities) =>
        new(
            "shop",
            "Shop",
            "UTC",
            ["en"],
            new Dictionary<string, IntentDefinition>(),
            entities,
            null,
            new Dictionary<string, string>(),
            new Dictionary<string, VariableDefinition>(),
            new Dictionary<string, System.Text.Json.JsonElement>()
        );

    public static EntityDefinition List(params string[] values) =>
        new("list", Values: values.Select(v => v.Split(':')).ToDictionary(v => v[0], v => (IReadOnlyList<string>)v[1..]));
}
