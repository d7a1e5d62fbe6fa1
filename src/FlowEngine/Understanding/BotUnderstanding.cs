using System.Collections.Frozen;
using FlowEngine.Definition;
using FlowEngine.Understanding.Entities;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding;

/// <summary>Reads messages by the intents and entities of one bot version. Immutable and thread-safe.</summary>
public sealed class BotUnderstanding : IUnderstanding
{
    private const int MaxLength = 4_000;

    private readonly IIntentClassifier _classifier;
    private readonly double? _threshold;
    private readonly IReadOnlyList<BotEntity> _entities;
    private readonly FrozenDictionary<string, BotEntity> _byName;

    /// <summary>Compiles a bot's intents and entities; matches intents by their words.</summary>
    /// <param name="bot">The bot; what validation would refuse matches nothing.</param>
    public BotUnderstanding(BotDefinition bot)
        : this(bot, new OverlapClassifier(bot)) { }

    /// <summary>Compiles a bot's entities and takes its intents from a classifier.</summary>
    /// <param name="bot">The bot; what validation would refuse matches nothing.</param>
    /// <param name="classifier">Scores its intents.</param>
    public BotUnderstanding(BotDefinition bot, IIntentClassifier classifier)
    {
        (_classifier, _threshold) = (classifier, bot.Understanding?.Threshold);
        _entities = [.. bot.Entities.Select(e => new BotEntity(e.Key, e.Value))];
        _byName = _entities
            .SelectMany(e => e.Names.Select(n => KeyValuePair.Create(n, e)))
            .Concat(BotEntity.BuiltIn)
            .DistinctBy(e => e.Key)
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public Understood Understand(string text, UnderstandingContext context)
    {
        var read = Cut(text);
        return new Understood(_classifier.Classify(read), FindAll(read, context), _threshold ?? _classifier.Threshold)
        {
            Language = _classifier.LanguageOf(read),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<WordWeight> Explain(string text, string intent) => _classifier.Explain(Cut(text), intent);

    /// <inheritdoc/>
    public IReadOnlyList<EntityMatch> Extract(string entity, string text, UnderstandingContext context)
    {
        if (!_byName.TryGetValue(entity, out var found))
        {
            return [];
        }

        var read = Cut(text);
        return found.Find(new MessageReading(read, context), entity);
    }

    /// <summary>Finds the values of all of the bot's entities.</summary>
    internal IReadOnlyList<EntityMatch> FindAll(string text, UnderstandingContext context)
    {
        if (_entities.Count == 0)
        {
            return [];
        }

        var reading = new MessageReading(Cut(text), context);
        return Overlaps.Resolve([.. _entities.SelectMany(e => e.Find(reading).Select(m => (m, e.Rank)))]);
    }

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}
