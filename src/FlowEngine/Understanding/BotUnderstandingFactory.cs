using System.Collections.Concurrent;
using FlowEngine.Definition;
using FlowEngine.Understanding.Intents;

namespace FlowEngine.Understanding;

/// <summary>
/// Reads messages by the bot's own intents and entities, without any other system. Learns when it is asked to, keeps what it
/// has learned in memory, and stores nothing.
/// </summary>
internal sealed class BotUnderstandingFactory : IUnderstandingFactory
{
    /// <summary>Bots that are remembered; with more, all are forgotten and learned again when they are asked for.</summary>
    private const int MostKept = 32;

    private readonly ConcurrentDictionary<string, LearnedIntents> _learned = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IUnderstanding Create(BotDefinition bot) =>
        _learned.TryGetValue(BotPhrases.Of(bot).Hash, out var learned) ? new BotUnderstanding(bot, learned) : new BotUnderstanding(bot);

    /// <inheritdoc/>
    public ValueTask<IUnderstanding> LearnAsync(BotDefinition bot, CancellationToken cancellationToken)
    {
        var phrases = BotPhrases.Of(bot);
        if (!_learned.TryGetValue(phrases.Hash, out var learned))
        {
            learned = IntentLearner.Learn(phrases, Environment.ProcessorCount, progress: null, cancellationToken).Intents;
            if (_learned.Count >= MostKept)
            {
                _learned.Clear();
            }

            _learned[phrases.Hash] = learned;
        }

        return new ValueTask<IUnderstanding>(new BotUnderstanding(bot, learned));
    }
}
