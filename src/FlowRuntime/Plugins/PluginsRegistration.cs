using FlowRuntime.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Plugins;

/// <summary>Registers plug-ins.</summary>
public static class PluginsRegistration
{
    /// <summary>Registers <see cref="IPlugins"/>; a host scans the folder before anything of it starts, others call <see cref="IPlugins.ScanAsync"/>.</summary>
    /// <param name="services">The container; needs the engine and <see cref="StudioOptions"/>.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddStudioPlugins(this IServiceCollection services)
    {
        services.AddOptions<PluginOptions>().BindConfiguration(PluginOptions.SectionName).Validate(
            o => o.LoadSeconds is > 0 and <= 600,
            $"{PluginOptions.SectionName}:LoadSeconds is above 0 and at most 600."
        );
        return services
            .AddSingleton<PluginGuard>()
            .AddSingleton<PluginLoader>()
            .AddSingleton<IPlugins, PluginHost>()
            .AddHostedService<PluginStart>();
    }
}

/// <summary>Loads the plug-ins before anything else of the host starts, so that no run meets half of the node types.</summary>
internal sealed class PluginStart(IPlugins plugins) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => plugins.ScanAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
