using FlowRuntime.Conversations;
using FlowRuntime.Events;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Hooks.Deliveries;
using FlowRuntime.KeyValues;
using FlowRuntime.Library;
using FlowRuntime.Schedules;
using FlowRuntime.Storage;
using FlowRuntime.Timers;
using FlowRuntime.Versions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowRuntime.Dispatch;

/// <summary>Registers what works on conversations.</summary>
public static class DispatchRegistration
{
    /// <summary>
    /// Adds conversations, their live news, the dispatcher, jobs and timers. Needs the storage, the engine, connections
    /// and the flow library in the same container; loops start with the host.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="runsTurns">False for a process that takes messages and shows them, but leaves turns to others.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddDispatch(this IServiceCollection services, bool runsTurns = true)
    {
        services
            .AddOptions<DispatchOptions>()
            .BindConfiguration(DispatchOptions.SectionName)
            .Validate(
                o => o.ParallelTurns > 0 && o.CallBudget >= TimeSpan.Zero && o.JobLease > TimeSpan.Zero,
                $"{DispatchOptions.SectionName}: ParallelTurns and JobLease must be greater than zero."
            )
            .Validate(
                o => o.TurnLimit > TimeSpan.Zero && o.TurnLease > o.TurnLimit && o.SweepInterval > TimeSpan.Zero,
                $"{DispatchOptions.SectionName}: TurnLease must be longer than TurnLimit, and SweepInterval greater than zero."
            )
            .ValidateOnStart();
        services.AddOptions<HookOptions>().BindConfiguration(HookOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IBotSource, PublishedBots>();
        services.AddSingleton<ConversationEvents>();
        services.AddSingleton<IConversationEvents>(provider => provider.GetRequiredService<ConversationEvents>());
        services.AddSingleton<ConversationReader>();
        services.AddSingleton<IConversations, StoredConversations>();
        services.AddSingleton<ProcessIdentity>();
        services.AddSingleton<DispatchQueue>();
        services.TryAddSingleton<LiveVersions>();
        services.AddSingleton<TimerSignal>();
        services.AddSingleton<AuthorLog>();
        services.AddSingleton<EventSignal>();
        services.AddSingleton<ScheduleSignal>();
        services.AddSingleton<HeadlessRuns>();
        services.AddSingleton<HeadlessAnswers>();
        services.AddSingleton<HookDeliveries>();
        services.AddSingleton<EventRecords>();
        services.AddSingleton<KeyValueStore>();
        services.AddSingleton<ScheduleTable>();
        services.AddSingleton<TurnRecords>();
        services.AddSingleton<RunFollowUps>();
        services.AddSingleton<TurnStore>();
        services.AddSingleton<Jobs>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<IVersionMoves, VersionMoves>();
        if (runsTurns)
        {
            services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
            services.AddHostedService<DispatchMetrics>();
            services.AddHostedService<TimerLoop>();
            services.AddHostedService<EventLoop>();
            services.AddHostedService<ScheduleLoop>();
            services.AddHostedService<InboxSweeper>();
            services.AddHostedService<Housekeeping>();
            services.AddHostedService<BotWarmUp>();
            services.AddHostedService<Dispatcher>();
        }

        return services;
    }
}
