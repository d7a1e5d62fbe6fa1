using System.Security.Cryptography;

namespace FlowRuntime.Credentials;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random nonce. Layout: 12 bytes nonce, 16 bytes tag, ciphertext.</summary>
internal static class Sealing
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Encrypts.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="plain">What to encrypt.</param>
    /// <param name="associated">What the result is bound to; needed again to open.</param>
    /// <returns>Nonce, tag and ciphertext.</returns>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var result = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceBytes + TagBytes), result.AsSpan(NonceBytes, TagBytes), associated);
        return result;
    }

    /// <summary>Decrypts.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="data">What <see cref="Seal"/> returned.</param>
    /// <param name="associated">What it was bound to.</param>
    /// <returns>The plain bytes.</returns>
    /// <exception cref="CryptographicException">Changed, cut, of another key or bound to something else.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> associated)
    {
        if (data.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Sealed data is too short.");
        }

        var plain = new byte[data.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(data[..NonceBytes], data[(NonceBytes + TagBytes)..], data.Slice(NonceBytes, TagBytes), plain, associated);
        return plain;
    }
}
