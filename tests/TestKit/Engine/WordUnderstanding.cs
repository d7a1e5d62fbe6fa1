using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Definition;
using FlowEngine.Understanding;

namespace TestKit.Engine;

/// <summary>Understands exactly what a test says: an intent by a phrase in the message, an entity by its pattern.</summary>
public sealed class WordUnderstanding(BotDefinition bot) : IUnderstanding
{
    public Understood Understand(string text, UnderstandingContext context) =>
        new(
            [
                .. bot
                    .Intents.Where(i => i.Value.Phrases.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase)))
                    .Select(i => new IntentScore(i.Key, 1)),
            ],
            [.. bot.Entities.Keys.SelectMany(e => Extract(e, text, context))],
            Threshold: 0.5
        );

    public IReadOnlyList<EntityMatch> Extract(string entity, string text, UnderstandingContext context)
    {
        if (bot.Entities.GetValueOrDefault(entity)?.Values is { } values)
        {
            return
            [
                .. values
                    .SelectMany(v => v.Value.Append(v.Key), (v, word) => (Value: v.Key, Word: word))
                    .Where(v => text.Contains(v.Word, StringComparison.OrdinalIgnoreCase))
                    .OrderByDescending(v => v.Word.Length)
                    .Take(1)
                    .Select(v => new EntityMatch(entity, v.Word, 0, 0, JsonSerializer.SerializeToElement(v.Value))),
            ];
        }

        var pattern = entity switch
        {
            "number" => @"-?\d+(\.\d+)?",
            "email" => @"\S+@\S+\.\S+",
            "date" => @"\d{4}-\d\d-\d\d",
            _ => bot.Entities.GetValueOrDefault(entity)?.Pattern,
        };
        return pattern is null
            ? []
            :
            [
                .. Regex
                    .Matches(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
                    .Select(m => new EntityMatch(entity, m.Value, m.Index, m.Length, ValueOf(entity, m.Value))),
            ];
    }

    private static JsonElement ValueOf(string entity, string text) =>
        entity == "number"
            ? JsonSerializer.SerializeToElement(decimal.Parse(text, CultureInfo.InvariantCulture))
            : JsonSerializer.SerializeToElement(text);
}
