using System.Text.Json;
using FlowRuntime.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlowDesigner.Web.Demo;

/// <summary>
/// Makes the connection <c>shop</c> once the server knows its address, and lets it follow when the address changes.
/// A connection of that name that leads elsewhere belongs to the admin and stays as it is.
/// </summary>
internal sealed partial class DemoConnection(IServer server, IConnectionAdmin connections, ILogger<DemoConnection> logger)
    : IHostedLifecycleService
{
    private const string Name = "shop";

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (OwnAddress() is not { } shop)
        {
            return;
        }

        var existing = (await connections.ListAsync(cancellationToken)).FirstOrDefault(c => c.Name == Name);
        if (existing is not null && (!IsOurs(existing) || existing.Settings.GetProperty("url").GetString() == shop))
        {
            return;
        }

        var change = new ConnectionChange(
            "woocommerce",
            JsonSerializer.SerializeToElement(new { url = shop }),
            JsonSerializer.SerializeToElement(
                new
                {
                    kind = "basic",
                    consumerKey = DemoShopKey.ConsumerKey,
                    consumerSecret = DemoShopKey.ConsumerSecret,
                }
            ),
            AllowLoopback: true,
            AllowHttp: true
        );
        var problems = await connections.SaveAsync(Name, change, "demo", cancellationToken);
        foreach (var problem in problems)
        {
            LogRefused(Name, problem.Message);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Address of the demo shop as this machine reaches it; plain http first, whose certificate cannot be wrong.</summary>
    private string? OwnAddress()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses
            .OrderBy(a => a.StartsWith("https", StringComparison.OrdinalIgnoreCase))
            .Select(a => BindingAddress.Parse(a))
            .FirstOrDefault(a => !a.IsUnixPipe && !a.IsNamedPipe);
        if (address is null)
        {
            return null;
        }

        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port.ToString(null, null)}{DemoShopEndpoints.ShopPath}";
    }

    /// <summary>True for a connection to a demo shop on this machine, wherever it listened before.</summary>
    private static bool IsOurs(ConnectionSummary connection) =>
        connection is { Connector: "woocommerce", AllowLoopback: true }
        && connection.Settings.TryGetProperty("url", out var url)
        && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address)
        && address.IsLoopback
        && address.AbsolutePath.TrimEnd('/') == DemoShopEndpoints.ShopPath;

    [LoggerMessage(3401, LogLevel.Warning, "The demo connection {Name} could not be made: {Problem}")]
    private partial void LogRefused(string name, string problem);
}
