using System.Text;
using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Conversing;

/// <summary>Checks Adaptive Cards and says in words what they show. Source: adaptivecards.io, schema 1.6.</summary>
internal static class AdaptiveCards
{
    /// <summary>Largest card that every channel takes. Unit: bytes of JSON.</summary>
    public const int MaximumBytes = 28 * 1024;

    private const int LongestText = 2_000;
    private const int Deepest = 24;

    private static readonly string[] Addresses = ["url", "iconUrl", "poster", "backgroundImage"];

    /// <summary>Finds out what keeps a card from being sent.</summary>
    /// <returns>A sentence; null when nothing does.</returns>
    public static string? ProblemOf(JsonElement card)
    {
        if (card.ValueKind != JsonValueKind.Object || Text(card, "type") != "AdaptiveCard")
        {
            return "An Adaptive Card is a JSON object with \"type\": \"AdaptiveCard\".";
        }

        if (JsonValues.SizeOf(card) > MaximumBytes)
        {
            return $"The card is larger than {MaximumBytes / 1024} kB. Leave something out.";
        }

        return UnsafeAddress(card, 0);
    }

    /// <summary>The words of a card, a line each: what a reader without cards gets.</summary>
    public static string WordsOf(JsonElement card)
    {
        if (Text(card, "fallbackText") is { Length: > 0 } given)
        {
            return given;
        }

        var words = new StringBuilder();
        Describe(card, words, 0);
        var text = words.ToString().TrimEnd();
        return text.Length <= LongestText ? text : $"{text[..LongestText]}…";
    }

    private static string? UnsafeAddress(JsonElement element, int depth)
    {
        if (depth > Deepest)
        {
            return $"The card is nested more than {Deepest} levels deep.";
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(item => UnsafeAddress(item, depth + 1)).FirstOrDefault(p => p is not null);
            case JsonValueKind.Object:
                return element
                    .EnumerateObject()
                    .Select(m => IsUnsafe(m) ? $"\"{m.Value.GetString()}\" is no address that may be shown; give an http or https address." : UnsafeAddress(m.Value, depth + 1))
                    .FirstOrDefault(p => p is not null);
            default:
                return null;
        }
    }

    // What an input collects is data: a member "url" of it that is no text is checked like any other part.
    private static bool IsUnsafe(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String
        && Addresses.Contains(member.Name)
        && !(Uri.TryCreate(member.Value.GetString(), UriKind.Absolute, out var address) && MessageAttachment.IsSafe(address));

    private static void Describe(JsonElement element, StringBuilder words, int depth)
    {
        if (depth > Deepest || words.Length > LongestText)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Describe(item, words, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            AddOwn(element, words);
            foreach (var member in element.EnumerateObject().Where(m => m.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
            {
                if (member.Name is "body" or "items" or "columns" or "inlines" or "rows" or "cells" or "images" or "actions")
                {
                    Describe(member.Value, words, depth + 1);
                }
            }
        }
    }

    private static void AddOwn(JsonElement element, StringBuilder words)
    {
        switch (Text(element, "type"))
        {
            case "TextBlock" or "TextRun":
                Add(words, Text(element, "text")?.Replace("**", "", StringComparison.Ordinal));
                break;
            case "Image" or "Media":
                Add(words, Text(element, "altText"));
                break;
            case "FactSet" when element.TryGetProperty("facts", out var facts) && facts.ValueKind == JsonValueKind.Array:
                foreach (var fact in facts.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.Object))
                {
                    Add(words, $"{Text(fact, "title")}: {Text(fact, "value")}");
                }

                break;
            case "Action.OpenUrl":
                Add(words, $"{Text(element, "title")}: {Text(element, "url")}");
                break;
            case ['I', 'n', 'p', 'u', 't', '.', ..]:
                Add(words, Text(element, "label") ?? Text(element, "placeholder") ?? Text(element, "title"));
                break;
            default:
                break;
        }
    }

    private static void Add(StringBuilder words, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            words.Append(line.Trim()).Append('\n');
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
