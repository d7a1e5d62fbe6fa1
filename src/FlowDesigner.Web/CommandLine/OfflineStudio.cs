using Connectors.Http;
using Connectors.HubSpot;
using Connectors.Mail;
using Connectors.OpenApi;
using Connectors.OpenApi.Reading;
using Connectors.Sql;
using Connectors.Woo;
using FlowEngine;
using FlowEngine.Connecting.Importing;
using FlowEngine.Expressions;
using FlowEngine.Testing;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Imported;
using FlowRuntime.Hosting;
using FlowRuntime.Library;
using FlowRuntime.Plugins;
using FlowRuntime.Storage;

namespace FlowDesigner.Web.CommandLine;

/// <summary>The parts of the product that commands need, without a server. The nodes are those of the server.</summary>
internal static class OfflineStudio
{
    /// <summary>Node types and connectors of the product itself, expressions and validators; touches no file.</summary>
    /// <param name="least">Least level that is logged to standard error.</param>
    public static ServiceProvider Build(LogLevel least = LogLevel.Warning) =>
        AddParts(new ServiceCollection(), least).BuildServiceProvider();

    /// <summary>The same with the installation's plug-ins; those that cannot be used are named on standard error.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="least">Least level that is logged to standard error.</param>
    public static Task<ServiceProvider> BuildAsync(CancellationToken cancellationToken, LogLevel least = LogLevel.Warning) =>
        BuildAsync(AddInstallation(least), _ => Task.CompletedTask, cancellationToken);

    /// <summary>The same with the library over the installation's database.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<ServiceProvider> OpenLibraryAsync(CancellationToken cancellationToken) =>
        BuildAsync(
            AddInstallation(LogLevel.Warning).AddStudioStorage().AddStudioConnections().AddImportedConnectors(),
            provider => provider.PrepareStudioStorageAsync(cancellationToken),
            cancellationToken
        );

    private static async Task<ServiceProvider> BuildAsync(
        IServiceCollection services,
        Func<ServiceProvider, Task> prepare,
        CancellationToken cancellationToken
    )
    {
        var provider = services.BuildServiceProvider();
        try
        {
            await prepare(provider);
            await provider.GetRequiredService<IPlugins>().ScanAsync(cancellationToken);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    private static IServiceCollection AddInstallation(LogLevel least)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var services = AddParts(new ServiceCollection(), least).AddSingleton<IConfiguration>(configuration);
        services.AddOptions<StudioOptions>().Bind(configuration.GetSection(StudioOptions.SectionName));
        return services.AddStudioPlugins();
    }

    private static IServiceCollection AddParts(IServiceCollection services, LogLevel least)
    {
        services.AddLogging(logging =>
            logging.SetMinimumLevel(least).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        );
        // Everything keeps the time of the flow test it works for, but the limits of expressions are real ones.
        services.AddSingleton<TimeProvider, FlowTestClock>();
        services.AddSingleton<IExpressionEngine>(new JintExpressionEngine(TimeProvider.System));
        // Commands open no database file: tests of flows mock their connections.
        services
            .AddFlowEngine()
            .AddHttpConnector()
            .AddSqlConnector(new SqlFiles("databases", []))
            .AddMailConnector()
            .AddWooCommerceConnector()
            .AddHubSpotConnector()
            .AddFlowLibrary();
        // The limit on reading a document is one of real time as well.
        return services.AddSingleton<IConnectorImporter>(new OpenApiImporter(TimeProvider.System, ReadLimits.Default));
    }
}
