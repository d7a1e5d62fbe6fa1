using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FlowRuntime.Credentials;

/// <summary>
/// Seals and opens secrets: each has a random data key of its own, which is wrapped by a key-encryption key; the row's id
/// is associated data of both. Everything that passes through is known to the redactor. Thread-safe.
/// </summary>
internal sealed class SecretVault(VaultKeys keys, SecretRedactor redactor)
{
    /// <summary>Seals a secret.</summary>
    /// <param name="id">Id of its row, never used before.</param>
    /// <param name="fields">Its fields by name.</param>
    /// <param name="hidden">Names of those that must never be written down.</param>
    /// <returns>The row to store.</returns>
    public SecretRow Seal(string id, IReadOnlyDictionary<string, string> fields, IEnumerable<string> hidden)
    {
        redactor.Remember(hidden.Select(name => fields[name]));
        var associated = Encoding.UTF8.GetBytes(id);
        var dataKey = RandomNumberGenerator.GetBytes(KeyRing.KeyBytes);
        try
        {
            return new SecretRow
            {
                Id = id,
                WrappedKey = Wrap(dataKey, associated),
                Payload = Sealing.Seal(dataKey, JsonSerializer.SerializeToUtf8Bytes(fields), associated),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Opens a secret.</summary>
    /// <param name="row">The stored row.</param>
    /// <param name="hidden">Names of the fields that must never be written down.</param>
    /// <returns>Its fields by name.</returns>
    /// <exception cref="VaultException">The key is missing, or the row was changed.</exception>
    public IReadOnlyDictionary<string, string> Open(SecretRow row, IEnumerable<string> hidden)
    {
        var associated = Encoding.UTF8.GetBytes(row.Id);
        var dataKey = Unwrap(row, associated);
        try
        {
            var plain = Sealing.Open(dataKey, row.Payload, associated);
            var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(plain)!; // Seal never writes null
            CryptographicOperations.ZeroMemory(plain);
            redactor.Remember(hidden.Where(fields.ContainsKey).Select(name => fields[name]));
            return fields;
        }
        catch (CryptographicException e)
        {
            throw Changed(row, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Wraps the data key of a row with the current key; the secret itself stays sealed as it is.</summary>
    /// <param name="row">A row sealed under an older key; changed in place.</param>
    public void Rewrap(SecretRow row)
    {
        var associated = Encoding.UTF8.GetBytes(row.Id);
        var dataKey = Unwrap(row, associated);
        row.WrappedKey = Wrap(dataKey, associated);
        CryptographicOperations.ZeroMemory(dataKey);
    }

    private string Wrap(byte[] dataKey, byte[] associated)
    {
        var (keyId, wrapped) = keys.Ring.Wrap(dataKey, associated);
        return $"{keyId}.{Convert.ToBase64String(wrapped)}";
    }

    private byte[] Unwrap(SecretRow row, byte[] associated)
    {
        try
        {
            var wrapped = Convert.FromBase64String(row.WrappedKey[(row.KeyId.Length + 1)..]);
            return keys.Ring.Unwrap(row.KeyId, wrapped, associated);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw Changed(row, e);
        }
    }

    private static VaultException Changed(SecretRow row, Exception inner) =>
        new($"Secret {row.Id} was changed outside of FlowStudio and does not open any more. Enter the credential again.", inner);
}
