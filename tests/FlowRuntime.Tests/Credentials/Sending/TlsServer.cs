using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Tests.Credentials.Sending;

/// <summary>A server with TLS that says who came.</summary>
internal sealed class TlsServer(WebApplication app, X509Certificate2 certificate) : IAsyncDisposable
{
    public string Address => app.Urls.First();

    public static async Task<TlsServer> StartAsync(DateTimeOffset? until = null)
    {
        var certificate = TestCertificates.Make("localhost", until);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
            k.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                    listen.UseHttps(
                        new HttpsConnectionAdapterOptions
                        {
                            ServerCertificate = certificate,
                            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                            ClientCertificateValidation = (_, _, _) => true,
                        }
                    )
            )
        );
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        app.Run(http =>
            http.Response.WriteAsync(
                http.Request.Path.Value switch
                {
                    "/authorization" => http.Request.Headers.Authorization.ToString(),
                    "/query" => http.Request.QueryString.Value ?? "",
                    _ => http.Connection.ClientCertificate?.Subject ?? "nobody",
                }
            )
        );
        await app.StartAsync();
        return new TlsServer(app, certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        certificate.Dispose();
    }
}
