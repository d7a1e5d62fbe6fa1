using FlowEngine.Validation;
using FlowRuntime.Library.Filing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowRuntime.Library;

/// <summary>Registers the library of bots.</summary>
public static class FlowLibraryRegistration
{
    /// <summary>
    /// Adds <see cref="IFlowLibrary"/>, <see cref="IBotFiling"/> and the validators. Needs the storage, the node and connector catalogs and the
    /// expression engine.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddFlowLibrary(this IServiceCollection services)
    {
        services.TryAddSingleton<FlowValidator>();
        services.TryAddSingleton<BundleValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LiveVersions>();
        services.TryAddSingleton<DraftNews>();
        services.AddSingleton<IFlowLibrary, FlowLibrary>();
        services.AddSingleton<IBotFiling, BotFiling>();
        return services;
    }

    /// <summary>
    /// Imports the sample bots of <c>FlowStudio:Seed</c> that are missing, when the host starts. Call it after the
    /// storage, so that the database is there.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddBotSeeding(this IServiceCollection services) => services.AddHostedService<BotSeeder>();
}
