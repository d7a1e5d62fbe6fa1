using System.Diagnostics.CodeAnalysis;

namespace FlowRuntime.Credentials.Vaults;

/// <summary>Where a secret is in an external vault: <c>vault:name/path#key</c>.</summary>
/// <param name="Vault">Name of the vault in the configuration.</param>
/// <param name="Path">Place in the vault.</param>
/// <param name="Key">Which value there; null for the only one.</param>
internal sealed record VaultReference(string Vault, string Path, string? Key)
{
    private const string Scheme = "vault:";

    /// <summary>True for text that is meant as a reference, right or wrong.</summary>
    /// <param name="text">Value of a credential's field.</param>
    public static bool IsMeant(string text) => text.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>Reads a reference.</summary>
    /// <param name="text">Value of a credential's field.</param>
    /// <param name="reference">The reference.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out VaultReference? reference)
    {
        reference = null;
        if (!IsMeant(text))
        {
            return false;
        }

        var rest = text[Scheme.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1)
        {
            return false;
        }

        var hash = rest.LastIndexOf('#');
        var path = hash < 0 ? rest[(slash + 1)..] : hash > slash ? rest[(slash + 1)..hash] : "";
        if (path.Length == 0 || hash == rest.Length - 1)
        {
            return false;
        }

        reference = new VaultReference(rest[..slash], path, hash < 0 ? null : rest[(hash + 1)..]);
        return true;
    }
}
