using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>
/// Finds what looks like a secret in a document. Documents go to git, exports and logs; secrets belong into connections.
/// Known shapes are errors, merely random-looking texts are warnings. A message never repeats what was found.
/// </summary>
internal static partial class SecretRules
{
    private const double RandomBitsPerCharacter = 4.0;

    public static void Check(JsonElement value, string pointer, ProblemList problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Check(member.Value, JsonPointer.Append(pointer, member.Name), problems);
                }

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

    public static void CheckText(string text, string pointer, ProblemList problems)
    {
        if (text.Length < 8)
        {
            return;
        }

        if (KnownShape().IsMatch(text))
        {
            problems.Error(
                "secret.literal",
                pointer,
                "This looks like a secret, and documents are no place for secrets. Remove it, replace it where it was issued, and keep the new one in a connection."
            );
        }
        else if (LongWord().EnumerateMatches(text) is var words)
        {
            foreach (var word in words)
            {
                if (LooksRandom(text.AsSpan(word.Index, word.Length)))
                {
                    problems.Warning(
                        "secret.literal",
                        pointer,
                        "This looks like a random key. If it is a secret, remove it and keep it in a connection."
                    );
                    return;
                }
            }
        }
    }

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

    // Keys of WooCommerce, Stripe, OpenAI, GitHub, Slack, AWS and Google; JSON web tokens, authorization headers, private
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
}
