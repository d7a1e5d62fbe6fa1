using FlowEngine.Definition;

namespace FlowEngine.Understanding;

/// <summary>Reads messages by the bot's own intents and entities, without any other system.</summary>
internal sealed class BotUnderstandingFactory : IUnderstandingFactory
{
    /// <inheritdoc/>
    public IUnderstanding Create(BotDefinition bot) => new BotUnderstanding(bot);
}
