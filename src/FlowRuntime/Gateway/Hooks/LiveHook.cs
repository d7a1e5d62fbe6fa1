using System.Runtime.CompilerServices;
using FlowEngine.Compilation;
using FlowEngine.Nodes.TriggerWebhook;
using FlowEngine.Schemas;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.Hooks.Signing;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>A webhook of a version, with what its settings mean worked out once.</summary>
/// <param name="Trigger">Where runs start.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Scheme">How calls are signed; null for not at all.</param>
/// <param name="Body">What the body must be like; null for anything.</param>
internal sealed record LiveHook(BotTrigger Trigger, TriggerWebhookConfig Config, HookScheme? Scheme, JsonSchema? Body)
{
    private static readonly ConditionalWeakTable<RunnableBot, Dictionary<string, LiveHook>> Known = [];

    public string Name => Config.Hook;

    /// <summary>The webhooks of a version, by name.</summary>
    public static IReadOnlyDictionary<string, LiveHook> Of(RunnableBot bot) => Known.GetValue(bot, Read);

    private static Dictionary<string, LiveHook> Read(RunnableBot bot)
    {
        var hooks = new Dictionary<string, LiveHook>(StringComparer.Ordinal);
        foreach (var trigger in bot.Triggers)
        {
            if (trigger.Config is TriggerWebhookConfig config)
            {
                hooks.TryAdd(config.Hook, new LiveHook(trigger, config, HookSchemes.Of(config), config.ReadBodySchema()));
            }
        }

        return hooks;
    }
}
