using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting.Calling;

/// <summary>A client certificate in TLS (mutual TLS), from PEM or PFX.</summary>
public static class CertificateCredential
{
    private const string Certificate = "certificate";
    private const string PrivateKey = "privateKey";
    private const string Password = "password";

    /// <summary>The kind, with the key <c>certificate</c>.</summary>
    public static CredentialKind Kind { get; } =
        new(
            "certificate",
            "Client certificate (mTLS)",
            [
                new FieldDefinition(
                    Certificate,
                    "Certificate",
                    "PEM text (-----BEGIN CERTIFICATE-----), or the PFX file in base64.",
                    FieldKind.Secret,
                    Required: true,
                    Lines: true
                ),
                new FieldDefinition(PrivateKey, "Private key", "PEM text, where it does not stand with the certificate.", FieldKind.Secret, Lines: true),
                new FieldDefinition(Password, "Password", "Opens the PFX file or the encrypted key; empty for none.", FieldKind.Secret),
            ],
            static (_, _) => { }
        )
        {
            ClientCertificate = Load,
            Check = static fields =>
            {
                try
                {
                    using var certificate = Load(fields);
                    return null;
                }
                catch (ConnectionRefusedException e)
                {
                    return new CredentialFault(Certificate, e.Message);
                }
            },
        };

    /// <summary>Reads a certificate with its private key.</summary>
    /// <param name="fields">Fields of the kind.</param>
    /// <returns>The certificate; dispose it.</returns>
    /// <exception cref="ConnectionRefusedException">They hold none, the key does not fit or the password is wrong.</exception>
    private static X509Certificate2 Load(IReadOnlyDictionary<string, string> fields)
    {
        var text = fields[Certificate];
        var password = fields.GetValueOrDefault(Password) is { Length: > 0 } given ? given : null;
        try
        {
            return text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? FromPem(text, fields.GetValueOrDefault(PrivateKey) is { Length: > 0 } key ? key : text, password)
                : FromPfx(Convert.FromBase64String(text), password);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            throw Refused("The certificate cannot be read: its form is wrong, its private key is missing or does not fit, or the password is wrong. Enter it again.", e);
        }
    }

    private static X509Certificate2 FromPem(string certificate, string key, string? password)
    {
        using var read = password is null
            ? X509Certificate2.CreateFromPem(certificate, key)
            : X509Certificate2.CreateFromEncryptedPem(certificate, key, password);
        // Some platforms use keys in TLS only when they came from a PFX.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2 FromPfx(byte[] file, string? password)
    {
        var certificate = X509CertificateLoader.LoadPkcs12(file, password);
        if (certificate.HasPrivateKey)
        {
            return certificate;
        }

        certificate.Dispose();
        throw Refused("The PFX file holds no private key. Export it with its key and enter it again.", null);
    }

    private static ConnectionRefusedException Refused(string message, Exception? inner) => new("connection.credential", message, inner);
}
