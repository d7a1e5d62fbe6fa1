using System.Text.Json;

namespace FlowEngine.Understanding;

/// <summary>One of a list of values, by its name or a synonym; the longest match wins.</summary>
internal sealed class ListExtractor : EntityExtractor
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly int _longest;

    public ListExtractor(IReadOnlyDictionary<string, IReadOnlyList<string>>? values)
    {
        foreach (var (value, synonyms) in values ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            var element = JsonSerializer.SerializeToElement(value);
            foreach (var name in synonyms.Prepend(value))
            {
                var words = TextTokens.Normalise(name);
                if (words.Length > 0)
                {
                    _values.TryAdd(words, element);
                    _longest = Math.Max(_longest, words.AsSpan().Count(' ') + 1);
                }
            }
        }
    }

    public override IEnumerable<FoundValue> Find(string text, UnderstandingContext context)
    {
        var words = WordSpans.Of(text);
        for (var i = 0; i < words.Count; i++)
        {
            for (var count = Math.Min(_longest, words.Count - i); count > 0; count--)
            {
                var (start, end) = (words[i].Start, words[i + count - 1].End);
                if (_values.TryGetValue(TextTokens.Normalise(text[start..end]), out var value))
                {
                    yield return new FoundValue(start, end - start, value);
                    i += count - 1;
                    break;
                }
            }
        }
    }
}
