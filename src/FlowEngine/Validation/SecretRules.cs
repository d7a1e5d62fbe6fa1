using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>
/// Finds what looks like a secret in a document. Documents go to git, exports and logs; secrets belong into connections.
/// Known shapes are errors; random-looking texts, and literal values under names such as <c>password</c>, are warnings. A
/// message never repeats what was found.
/// </summary>
internal static partial class SecretRules
{
    private const double RandomBitsPerCharacter = 4.0;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-"
    );

    public static void Check(JsonElement value, string pointer, ProblemList problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckMembers(value, pointer, problems);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Check(item, JsonPointer.Append(pointer, index++.ToString(CultureInfo.InvariantCulture)), problems);
                }

                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!, pointer, problems); // a string token has one
                break;
            default:
                break;
        }
    }

    /// <summary>Checks one text.</summary>
    /// <returns>True when a problem was found.</returns>
    public static bool CheckText(string text, string pointer, ProblemList problems)
    {
        if (text.Length < 8)
        {
            return false;
        }

        if (KnownShape().IsMatch(text))
        {
            problems.Error(
                "secret.literal",
                pointer,
                "This looks like a secret, and documents are no place for secrets. Remove it, replace it where it was issued, and keep the new one in a connection."
            );
            return true;
        }

        if (LongWord().EnumerateMatches(text) is var words)
        {
            foreach (var word in words)
            {
                if (LooksRandom(text.AsSpan(word.Index, word.Length)))
                {
                    problems.Warning(
                        "secret.suspected",
                        pointer,
                        "This looks like a random key. If it is a secret, remove it and keep it in a connection."
                    );
                    return true;
                }
            }
        }

        return false;
    }

    private static void CheckMembers(JsonElement value, string pointer, ProblemList problems)
    {
        // A header or parameter may stand as { "name": "X-Api-Key", "value": "…" } too.
        var label = value.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString() : null;
        foreach (var member in value.EnumerateObject())
        {
            var at = JsonPointer.Append(pointer, member.Name);
            if (member.Value.ValueKind is not JsonValueKind.String)
            {
                Check(member.Value, at, problems);
                continue;
            }

            var text = member.Value.GetString()!; // a string token has one
            var named = member.Name == "value" && label is not null ? label : member.Name;
            if (!CheckText(text, at, problems) && SecretName().IsMatch(named) && IsLiteralSecret(text))
            {
                problems.Warning(
                    "secret.suspected",
                    at,
                    "By its name this is a secret. Keep it in a connection, whose credential is added to each call, or read it from a variable."
                );
            }
        }
    }

    /// <summary>One word with a digit or a sign in it; neither an expression nor a name of something.</summary>
    private static bool IsLiteralSecret(string text) =>
        text.Length is >= 6 and <= 4_000
        && text[0] != '='
        && !text.Contains("{{", StringComparison.Ordinal)
        && !text.AsSpan().Trim().ContainsAny(' ', '\n')
        && text.AsSpan().ContainsAnyExcept(NameCharacters);

    private static bool LooksRandom(ReadOnlySpan<char> word)
    {
        if (!word.ContainsAnyInRange('0', '9') || !(word.ContainsAnyInRange('a', 'z') || word.ContainsAnyInRange('A', 'Z')))
        {
            return false;
        }

        // Shannon entropy: words and paths of a language stay below 4 bits a character, keys do not.
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var c in word)
        {
            counts[c]++;
        }

        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = (double)count / word.Length;
                bits -= share * Math.Log2(share);
            }
        }

        return bits >= RandomBitsPerCharacter;
    }

    // Keys of WooCommerce, Stripe, OpenAI, GitHub, Slack, AWS, Google, GitLab, npm, Shopify, HubSpot, SendGrid and HashiCorp; JSON web tokens, authorization headers, private
    // keys, passwords in addresses. No part can backtrack far: every repetition is of one class and bounded by its neighbour.
    [GeneratedRegex(
        """
        \b(?:ck|cs)_[A-Za-z0-9]{8,}
        | \b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{4,}
        | \bsk-[A-Za-z0-9_-]{16,}
        | \bwhsec_[A-Za-z0-9+/=]{8,}
        | \bgh[pousr]_[A-Za-z0-9]{20,}
        | \bgithub_pat_[A-Za-z0-9_]{20,}
        | \bxox[abprs]-[A-Za-z0-9-]{10,}
        | \bAKIA[0-9A-Z]{16}\b
        | \bAIza[0-9A-Za-z_-]{30,}
        | \b(?:glpat|npm|shpat|shpss|dop_v1)[_-][A-Za-z0-9_-]{16,}
        | \bpat-(?:na|eu)[0-9]-[0-9a-f-]{30,}
        | \bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}
        | \bhv[sb]\.[A-Za-z0-9_-]{20,}
        | \beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}
        | \A\s*[Bb]earer\ +[A-Za-z0-9._~+/=-]{12,}\s*\z
        | \b(?:[Bb]earer|[Bb]asic)\ +(?=[a-z._~+/-]*[0-9A-Z=])[A-Za-z0-9._~+/=-]{12,}
        | -----BEGIN\ [A-Z\ ]{0,40}PRIVATE\ KEY
        | \b[a-z][a-z0-9+.-]{1,20}://[^\s/:@{}]{1,64}:[^\s/:@{}]{1,128}@
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex KnownShape();

    [GeneratedRegex(@"[A-Za-z0-9_+-]{32,}")]
    private static partial Regex LongWord();

    [GeneratedRegex(
        @"^(?:x-)?(?:.*[-_.])?(?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|auth[-_]?key|access[-_]?key|private[-_]?key|authorization|client[-_]?secret|access[-_]?token|refresh[-_]?token|bearer)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex SecretName();
}
