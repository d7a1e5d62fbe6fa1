using FlowDesigner.Web.People;
using FlowRuntime.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlowDesigner.Web.Hosting;

/// <summary>What happens between building and serving: migrate, seed, greet.</summary>
internal static class StudioStart
{
    /// <summary>Prepares the installation; the application may be started after it.</summary>
    /// <param name="app">The application, built and not started.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.PrepareStudioStorageAsync(cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var administrators = scope.ServiceProvider.GetRequiredService<Administrators>();
        await administrators.PrepareAsync();
        var isSetUp = await administrators.ExistAsync();
        app.Lifetime.ApplicationStarted.Register(() => Greet(app, isSetUp));
    }

    /// <summary>Tells the person at the console where to go. Not a log line: it must reach them whatever the log level.</summary>
    private static void Greet(WebApplication app, bool isSetUp)
    {
        var roles = app.Services.GetRequiredService<StudioRoles>();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
        {
            Console.Out.WriteLine($"FlowStudio is at {address}");
        }

        if (roles.Designer && !isSetUp)
        {
            var code = app.Services.GetRequiredService<SetupCode>().Text;
            Console.Out.WriteLine($"Open it to make the first administrator. One-time code: {code}");
        }
    }
}
