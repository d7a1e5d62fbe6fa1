using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Understanding;

/// <summary>E-mail addresses as people write them (not all of RFC 5321: no quotes, no comments); the domain is lower-cased.</summary>
internal sealed partial class EmailExtractor : EntityExtractor
{
    public override IEnumerable<FoundValue> Find(string text, UnderstandingContext context)
    {
        foreach (Match match in Address().Matches(text))
        {
            if (match.Length <= 254 && !match.Value.Contains("..", StringComparison.Ordinal))
            {
                var at = match.Value.LastIndexOf('@');
                var value = match.Value[..at] + Lower(match.Value[at..]);
                yield return new FoundValue(match.Index, match.Length, JsonSerializer.SerializeToElement(value));
            }
        }
    }

    private static string Lower(string domain) => string.Create(domain.Length, domain, (s, d) => d.AsSpan().ToLowerInvariant(s));

    [GeneratedRegex(
        @"[\p{L}\p{N}_%+-][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}",
        RegexOptions.CultureInvariant,
        250
    )]
    private static partial Regex Address();
}
