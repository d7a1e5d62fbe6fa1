using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlowEngine.Connecting;

namespace Connectors.Trust;

/// <summary>The certificate of an authority as admins paste it, for servers whose certificate comes from no public one.</summary>
internal static class Authority
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>Reads one certificate.</summary>
    /// <param name="text">PEM, also on one line, or base64 without the lines around it.</param>
    /// <returns>The certificate; the caller disposes it.</returns>
    /// <exception cref="ConnectionRefusedException">It is none (<c>connection.settings</c>).</exception>
    public static X509Certificate2 Read(string text)
    {
        var body = text.Replace(Begin, "", StringComparison.Ordinal).Replace(End, "", StringComparison.Ordinal);
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(string.Concat(body.Where(c => !char.IsWhiteSpace(c)))));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new ConnectionRefusedException(
                "connection.settings",
                "The authority is no certificate. Paste its PEM text, from -----BEGIN CERTIFICATE----- to the end, or leave it empty.",
                e
            );
        }
    }
}
