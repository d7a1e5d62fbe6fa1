using FlowEngine.Definition;

namespace FlowEngine.Understanding;

/// <summary>Makes what understands the visitors of one bot version. Thread-safe.</summary>
public interface IUnderstandingFactory
{
    /// <summary>Compiles intents and entities at once. Until its phrases are learned, intents are told by comparing words.</summary>
    /// <param name="bot">The bot; an author's mistake in it makes that intent or entity match nothing.</param>
    /// <returns>What understands its visitors; compile once per version and share.</returns>
    IUnderstanding Create(BotDefinition bot);

    /// <summary>Compiles intents and entities as <see cref="Create"/>, and waits a little for what is being learned in the background.</summary>
    /// <param name="bot">The bot; an author's mistake in it makes that intent or entity match nothing.</param>
    /// <param name="patience">Longest wait; nobody waits where nothing learns in the background.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What understands its visitors.</returns>
    ValueTask<IUnderstanding> CreateAsync(BotDefinition bot, TimeSpan patience, CancellationToken cancellationToken) => new(Create(bot));

    /// <summary>Compiles intents and entities when the phrases are learned, so that the answers never change.</summary>
    /// <param name="bot">The bot; an author's mistake in it makes that intent or entity match nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What understands its visitors.</returns>
    ValueTask<IUnderstanding> LearnAsync(BotDefinition bot, CancellationToken cancellationToken);
}
