using System.Collections.Frozen;
using System.Security.Cryptography;

namespace FlowRuntime.Credentials;

/// <summary>Key-encryption keys by id. Immutable; the bytes never leave it.</summary>
internal sealed class KeyRing
{
    internal const int KeyBytes = 32;

    private readonly FrozenDictionary<string, byte[]> _keys;

    private KeyRing(IReadOnlyList<byte[]> keys)
    {
        _keys = keys.DistinctBy(IdOf).ToFrozenDictionary(IdOf, StringComparer.Ordinal);
        CurrentId = IdOf(keys[0]);
    }

    /// <summary>Id of the key that seals.</summary>
    public string CurrentId { get; }

    /// <summary>Reads keys.</summary>
    /// <param name="texts">Base64 of 32 bytes each, the sealing key first.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <returns>The ring.</returns>
    /// <exception cref="VaultException">There is no key, or one is not 32 bytes in base64.</exception>
    public static KeyRing Parse(IEnumerable<string> texts, string source)
    {
        var keys = new List<byte[]>();
        foreach (var text in texts.Select(t => t.Trim()).Where(t => t.Length > 0))
        {
            var key = new byte[KeyBytes];
            if (!Convert.TryFromBase64String(text, key, out var length) || length != KeyBytes)
            {
                throw new VaultException($"A key of the vault in {source} is not base64 of {KeyBytes} bytes.");
            }

            keys.Add(key);
        }

        return keys.Count > 0
            ? new KeyRing(keys)
            : throw new VaultException($"There is no key of the vault in {source}.");
    }

    /// <summary>True when the ring can open what this key sealed.</summary>
    /// <param name="id">Id of a key.</param>
    /// <returns>Whether the key is there.</returns>
    public bool Has(string id) => _keys.ContainsKey(id);

    /// <summary>Encrypts with the current key.</summary>
    /// <param name="plain">What to encrypt.</param>
    /// <param name="associated">What it is bound to.</param>
    /// <returns>The key's id and the sealed bytes.</returns>
    public (string KeyId, byte[] Sealed) Wrap(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        (CurrentId, Sealing.Seal(_keys[CurrentId], plain, associated));

    /// <summary>Decrypts.</summary>
    /// <param name="keyId">Id of the key that encrypted.</param>
    /// <param name="wrapped">The sealed bytes.</param>
    /// <param name="associated">What they are bound to.</param>
    /// <returns>The plain bytes.</returns>
    /// <exception cref="VaultException">The ring has no such key.</exception>
    /// <exception cref="CryptographicException">The bytes were changed or belong elsewhere.</exception>
    public byte[] Unwrap(string keyId, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associated) =>
        _keys.TryGetValue(keyId, out var key)
            ? Sealing.Open(key, wrapped, associated)
            : throw new VaultException($"The vault has no key {keyId}.");

    /// <summary>Short public name of a key: the start of a hash, from which nothing follows about the key.</summary>
    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "flowstudio.vault"u8, .. key]))[..8];
}
