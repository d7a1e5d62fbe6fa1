using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlowRuntime.Tests.Credentials.Sending;

/// <summary>Certificates made for one test.</summary>
internal static class TestCertificates
{
    /// <summary>A certificate that signed itself, with its key.</summary>
    public static X509Certificate2 Make(string name, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var end = until ?? new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), end);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>PEM of certificate and key, as an admin pastes it.</summary>
    public static string Pem(X509Certificate2 certificate) =>
        $"{certificate.ExportCertificatePem()}\n{certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n"; // made with an RSA key
}
