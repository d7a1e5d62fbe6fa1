using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Simulator;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>Values for everything in scope, to show what a formula gives: those of the latest test, and made-up ones for the rest.</summary>
internal static class ScopeSample
{
    private const int Deepest = 6;

    /// <summary>Makes the values.</summary>
    /// <param name="scope">What is in scope.</param>
    /// <param name="bot">The bot; its first intent is what the visitor of the sample wants.</param>
    /// <param name="variables">Variables that start with a value.</param>
    /// <param name="test">What the latest test knows; null without one.</param>
    /// <returns>A JSON object with the roots of the scope.</returns>
    public static JsonElement Of(
        IReadOnlyDictionary<string, ValueShape> scope,
        BotDefinition bot,
        IReadOnlyDictionary<string, VariableDefinition> variables,
        RunValues? test
    )
    {
        var roots = new JsonObject();
        foreach (var (name, shape) in scope)
        {
            roots[name] = ValueOf(shape, name, 0);
        }

        if (roots["vars"] is JsonObject vars)
        {
            foreach (var (name, variable) in variables.Where(v => v.Value.Default.ValueKind != JsonValueKind.Undefined))
            {
                vars[name] = JsonSerializer.SerializeToNode(variable.Default);
            }
        }

        if (roots["input"] is JsonObject input && bot.Intents.FirstOrDefault() is { Key: { } intent, Value: { } wanted })
        {
            input["intent"] = intent;
            input["text"] = wanted.Phrases is [var first, ..] ? first : Words("message");
            input["score"] = 0.9;
            input["frustration"] = 0;
        }

        if (roots["conversation"] is JsonObject conversation)
        {
            conversation["channel"] = "test";
            conversation["language"] = bot.Languages[0];
        }

        foreach (var (root, values) in test?.Roots ?? new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>())
        {
            if (roots[root] is JsonObject known)
            {
                Take(known, values);
            }
        }

        return JsonSerializer.SerializeToElement(roots);
    }

    private static void Take(JsonObject root, IReadOnlyDictionary<string, JsonElement> values)
    {
        foreach (var (name, value) in values)
        {
            root[name] = value.ValueKind == JsonValueKind.Undefined ? null : JsonSerializer.SerializeToNode(value);
        }
    }

    // A made-up text is the name of what will stand there, so that a sentence can be read with it.
    private static JsonNode? ValueOf(ValueShape shape, string name, int depth) =>
        shape switch
        {
            _ when depth > Deepest => null,
            { Type: "number" } => 1,
            { Type: "boolean" } => true,
            { Type: "array" } => new JsonArray(ValueOf(shape.Items ?? ValueShape.Any, name, depth + 1)),
            { Members: { } members } => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, ValueOf(m.Value, m.Key, depth + 1)))),
            { Type: "object" } => new JsonObject(),
            _ => Words(name),
        };

    private static string Words(string name) => $"‹{TypeWords.OfName(name)}›";
}
