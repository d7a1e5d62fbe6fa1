using FlowEngine.Connecting;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Nodes.Aggregate;
using FlowEngine.Nodes.Ask;
using FlowEngine.Nodes.Assert;
using FlowEngine.Nodes.Branch;
using FlowEngine.Nodes.Break;
using FlowEngine.Nodes.CallFlow;
using FlowEngine.Nodes.Compensate;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Nodes.Emit;
using FlowEngine.Nodes.End;
using FlowEngine.Nodes.Fail;
using FlowEngine.Nodes.Filter;
using FlowEngine.Nodes.ForEach;
using FlowEngine.Nodes.Handoff;
using FlowEngine.Nodes.Join;
using FlowEngine.Nodes.Log;
using FlowEngine.Nodes.Map;
using FlowEngine.Nodes.Menu;
using FlowEngine.Nodes.Merge;
using FlowEngine.Nodes.Note;
using FlowEngine.Nodes.Parallel;
using FlowEngine.Nodes.Purge;
using FlowEngine.Nodes.Respond;
using FlowEngine.Nodes.Say;
using FlowEngine.Nodes.Script;
using FlowEngine.Nodes.SetValues;
using FlowEngine.Nodes.Sort;
using FlowEngine.Nodes.Split;
using FlowEngine.Nodes.Store;
using FlowEngine.Nodes.Switch;
using FlowEngine.Nodes.TriggerCall;
using FlowEngine.Nodes.TriggerError;
using FlowEngine.Nodes.TriggerEvent;
using FlowEngine.Nodes.TriggerIntent;
using FlowEngine.Nodes.TriggerSchedule;
using FlowEngine.Nodes.TriggerStart;
using FlowEngine.Nodes.TriggerWebhook;
using FlowEngine.Nodes.Try;
using FlowEngine.Nodes.Validate;
using FlowEngine.Nodes.Wait;
using FlowEngine.Nodes.WaitForEvent;
using FlowEngine.Nodes.WhileLoop;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FlowEngine;

/// <summary>Registers the engine. Connectors add their nodes beside it, before or after.</summary>
public static class FlowEngineRegistration
{
    /// <summary>Registers the core nodes, both catalogs, the compiler and the interpreter.</summary>
    /// <param name="services">The container; needs logging.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddFlowEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICallingCache, NoCallingCache>();
        services
            .AddNode<TriggerStartConfig, TriggerStartExecutor>(TriggerStartNode.Definition)
            .AddNode<TriggerIntentConfig, TriggerIntentExecutor>(TriggerIntentNode.Definition)
            .AddNode<WaitConfig, WaitConfigValidator, WaitExecutor>(WaitNode.Definition)
            .AddNode<WaitForEventConfig, WaitForEventConfigValidator, WaitForEventExecutor>(WaitForEventNode.Definition)
            .AddNode<EmitConfig, EmitConfigValidator, EmitExecutor>(EmitNode.Definition)
            .AddNode<RespondConfig, RespondConfigValidator, RespondExecutor>(RespondNode.Definition)
            .AddNode<TriggerScheduleConfig, TriggerScheduleConfigValidator, TriggerScheduleExecutor>(TriggerScheduleNode.Definition)
            .AddNode<TriggerEventConfig, TriggerEventConfigValidator, TriggerEventExecutor>(TriggerEventNode.Definition)
            .AddNode<TriggerWebhookConfig, TriggerWebhookConfigValidator, TriggerWebhookExecutor>(TriggerWebhookNode.Definition)
            .AddNode<SayConfig, SayConfigValidator, SayExecutor>(SayNode.Definition)
            .AddNode<AskConfig, AskConfigValidator, AskExecutor>(AskNode.Definition)
            .AddNode<MenuConfig, MenuConfigValidator, MenuExecutor>(MenuNode.Definition)
            .AddNode<BranchConfig, BranchConfigValidator, BranchExecutor>(BranchNode.Definition)
            .AddNode<SwitchConfig, SwitchConfigValidator, SwitchExecutor>(SwitchNode.Definition)
            .AddNode<SplitConfig, SplitConfigValidator, SplitExecutor>(SplitNode.Definition)
            .AddNode<AssertConfig, ConditionValidator<AssertConfig>, AssertExecutor>(AssertNode.Definition)
            .AddNode<EndConfig, EndExecutor>(EndNode.Definition)
            .AddNode<TriggerCallConfig, TriggerCallExecutor>(TriggerCallNode.Definition)
            .AddNode<TriggerErrorConfig, TriggerErrorExecutor>(TriggerErrorNode.Definition)
            .AddNode<ForEachConfig, ForEachConfigValidator, ForEachExecutor>(ForEachNode.Definition)
            .AddNode<WhileConfig, WhileConfigValidator, WhileExecutor>(WhileNode.Definition)
            .AddNode<BreakConfig, BreakExecutor>(BreakNode.Definition)
            .AddNode<ParallelConfig, ParallelConfigValidator, ParallelExecutor>(ParallelNode.Definition)
            .AddNode<JoinConfig, JoinConfigValidator, JoinExecutor>(JoinNode.Definition)
            .AddNode<TryConfig, TryExecutor>(TryNode.Definition)
            .AddNode<CompensateConfig, CompensateExecutor>(CompensateNode.Definition)
            .AddNode<CallConfig, CallExecutor>(CallNode.Definition)
            .AddNode<FailConfig, FailConfigValidator, FailExecutor>(FailNode.Definition)
            .AddNode<SetConfig, SetConfigValidator, SetExecutor>(SetNode.Definition)
            .AddNode<MapConfig, MapConfigValidator, MapExecutor>(MapNode.Definition)
            .AddNode<FilterConfig, ConditionValidator<FilterConfig>, FilterExecutor>(FilterNode.Definition)
            .AddNode<SortConfig, SortConfigValidator, SortExecutor>(SortNode.Definition)
            .AddNode<AggregateConfig, AggregateConfigValidator, AggregateExecutor>(AggregateNode.Definition)
            .AddNode<MergeConfig, MergeConfigValidator, MergeExecutor>(MergeNode.Definition)
            .AddNode<ScriptConfig, ScriptExecutor>(ScriptNode.Definition)
            .AddNode<ValidateConfig, ValidateConfigValidator, ValidateExecutor>(ValidateNode.Definition)
            .AddNode<PurgeConfig, PurgeConfigValidator, PurgeExecutor>(PurgeNode.Definition)
            .AddNode<StoreConfig, StoreConfigValidator, StoreExecutor>(StoreNode.Definition)
            .AddNode<LogConfig, LogExecutor>(LogNode.Definition)
            .AddNode<NoteConfig, NoteConfigValidator, NoteExecutor>(NoteNode.Definition)
            .AddNode<HandoffConfig, HandoffConfigValidator, HandoffExecutor>(HandoffNode.Definition);
        services.AddSingleton<NodeCatalog>();
        services.AddSingleton(provider => new ConnectorCatalog(
            provider.GetServices<ConnectorDefinition>(),
            provider.GetRequiredService<NodeCatalog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.TryAddSingleton<IExpressionEngine>(provider => new JintExpressionEngine(
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<FlowInterpreter>();
        services.AddSingleton<FlowTestRunner>();
        services.TryAddSingleton<IUnderstandingFactory, BotUnderstandingFactory>();
        return services;
    }
}
