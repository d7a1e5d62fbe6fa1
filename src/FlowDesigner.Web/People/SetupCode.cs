using System.Security.Cryptography;
using System.Text;

namespace FlowDesigner.Web.People;

/// <summary>
/// The one-time code that proves that whoever makes the first administrator can read this process's console.
/// A new one each start; thread-safe.
/// </summary>
internal sealed class SetupCode
{
    // No letters or digits that look alike.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int MaximumTries = 20;
    private int _tries;

    /// <summary>The code, for example <c>K7QM-2WXA-9TRP</c>: 59 bits.</summary>
    public string Text { get; } = string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    /// <summary>True when too many wrong codes were tried; only a new start makes a new code.</summary>
    public bool IsSpent => Volatile.Read(ref _tries) >= MaximumTries;

    /// <summary>Compares in constant time; spaces, dashes and case do not matter.</summary>
    /// <param name="typed">What somebody typed.</param>
    /// <returns>True when it is the code and not spent.</returns>
    public bool Matches(string? typed)
    {
        if (IsSpent)
        {
            return false;
        }

        var ok = CryptographicOperations.FixedTimeEquals(Digest(typed ?? ""), Digest(Text));
        if (!ok)
        {
            Interlocked.Increment(ref _tries);
        }

        return ok;
    }

    private static byte[] Digest(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()));
}
