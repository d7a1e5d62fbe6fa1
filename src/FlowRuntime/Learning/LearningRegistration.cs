using FlowEngine.Understanding;
using FlowRuntime.Learning.NotUnderstood;
using FlowRuntime.Library;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowRuntime.Learning;

/// <summary>Registers what learns from phrases.</summary>
public static class LearningRegistration
{
    /// <summary>
    /// Lets bots understand by what was learned from their phrases, which happens in the background and is stored. Call it after
    /// the engine; needs the storage and the flow library.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.TryAddSingleton<LiveVersions>();
        services.AddSingleton<ModelStore>();
        services.AddSingleton<ModelLearner>();
        services.AddSingleton<IBotLearning, BotLearning>();
        services.Replace(ServiceDescriptor.Singleton<IUnderstandingFactory, StudioUnderstanding>());
        services.AddHostedService<LearningLoop>();
        services.AddSingleton<NotUnderstoodStore>();
        services.AddSingleton<INotUnderstood>(provider => provider.GetRequiredService<NotUnderstoodStore>());
        services.AddSingleton<NotUnderstoodRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<NotUnderstoodRecorder>());
        return services;
    }
}
