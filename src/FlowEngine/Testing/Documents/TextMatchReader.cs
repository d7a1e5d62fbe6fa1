using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Definition;

namespace FlowEngine.Testing.Documents;

/// <summary>Reads what a text is expected to be: <c>"Hello"</c>, <c>{ "contains": "order" }</c>, <c>{ "matches": "[0-9]+" }</c>.</summary>
internal static class TextMatchReader
{
    public static TextMatch? Read(JsonElement value, string pointer, ProblemList problems)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return new TextMatch(TextComparison.Same, value.GetString()!); // a string token always has one
        }

        if (ObjectReader.Open(value, pointer, "an expected text", problems) is not { } match)
        {
            return null;
        }

        (TextComparison How, string? Wanted)[] found =
        [
            (TextComparison.Is, match.Text("is")),
            (TextComparison.Contains, match.Text("contains")),
            (TextComparison.Matches, match.Text("matches", longest: 1000)),
        ];
        match.Close();
        if (found.Count(f => f.Wanted is not null) != 1)
        {
            problems.Error("document.value", pointer, "Write a text, or one of \"is\", \"contains\" and \"matches\" with a text.");
            return null;
        }

        var (how, wanted) = found.First(f => f.Wanted is not null);
        try
        {
            return new TextMatch(how, wanted!); // chosen for having one
        }
        catch (RegexParseException e)
        {
            problems.Error(
                "document.value",
                match.At("matches"),
                $"\"{wanted}\" is no regular expression: {e.Error} at character {e.Offset + 1}. Correct it there."
            );
            return null;
        }
    }
}
