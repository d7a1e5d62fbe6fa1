using FlowEngine.Definition;

namespace FlowEngine.Understanding;

/// <summary>Makes what understands the visitors of one bot version. Thread-safe.</summary>
public interface IUnderstandingFactory
{
    /// <summary>Compiles intents and entities.</summary>
    /// <param name="bot">The bot; an author's mistake in it makes that intent or entity match nothing.</param>
    /// <returns>What understands its visitors; compile once per version and share.</returns>
    IUnderstanding Create(BotDefinition bot);
}
