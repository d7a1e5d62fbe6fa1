using Connectors.Http;
using Connectors.Woo;
using FlowEngine;
using FlowEngine.Expressions;
using FlowRuntime.Hosting;
using FlowRuntime.Library;
using FlowRuntime.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowDesigner.Web.CommandLine;

/// <summary>The parts of the product that commands need, without a server. The nodes are those of the server.</summary>
internal static class OfflineStudio
{
    /// <summary>Node types, connectors, expressions and validators; touches no file.</summary>
    public static ServiceProvider Build() => AddParts(new ServiceCollection()).BuildServiceProvider();

    /// <summary>The same with the library over the installation's database.</summary>
    public static async Task<ServiceProvider> OpenLibraryAsync(CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var services = AddParts(new ServiceCollection()).AddSingleton<IConfiguration>(configuration);
        services.AddOptions<StudioOptions>().Bind(configuration.GetSection(StudioOptions.SectionName));
        var provider = services.AddStudioStorage().BuildServiceProvider();
        try
        {
            await provider.PrepareStudioStorageAsync(cancellationToken);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    private static IServiceCollection AddParts(IServiceCollection services)
    {
        services.AddLogging(logging =>
            logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        );
        services.AddFlowEngine().AddHttpConnector().AddWooCommerceConnector().AddFlowLibrary();
        services.TryAddSingleton<IExpressionEngine, JintExpressionEngine>();
        return services;
    }
}
