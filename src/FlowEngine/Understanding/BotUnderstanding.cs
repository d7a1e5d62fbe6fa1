using FlowEngine.Definition;

namespace FlowEngine.Understanding;

/// <summary>Reads messages by the intents and entities of one bot version. Immutable and thread-safe.</summary>
public sealed class BotUnderstanding : IUnderstanding
{
    private const int MaxLength = 4_000;

    private static readonly Dictionary<string, EntityExtractor> BuiltIn = new(StringComparer.Ordinal)
    {
        ["number"] = new NumberExtractor(),
        ["email"] = new EmailExtractor(),
        ["date"] = new DateExtractor(),
    };

    private readonly IIntentClassifier _classifier;
    private readonly double? _threshold;
    private readonly IReadOnlyList<KeyValuePair<string, EntityExtractor>> _entities;

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
        _entities = [.. bot.Entities.Select(e => KeyValuePair.Create(e.Key, ExtractorOf(e.Value)))];
    }

    /// <inheritdoc/>
    public Understood Understand(string text, UnderstandingContext context)
    {
        var read = Cut(text);
        var entities = _entities
            .SelectMany(e => Matches(e.Key, e.Value, read, context))
            .OrderBy(m => m.Start)
            .ThenByDescending(m => m.Length);
        return new Understood(_classifier.Classify(read), [.. entities], _threshold ?? _classifier.Threshold)
        {
            Language = _classifier.LanguageOf(read),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<WordWeight> Explain(string text, string intent) => _classifier.Explain(Cut(text), intent);

    /// <inheritdoc/>
    public IReadOnlyList<EntityMatch> Extract(string entity, string text, UnderstandingContext context)
    {
        var extractor =
            _entities.FirstOrDefault(e => e.Key == entity).Value ?? BuiltIn.GetValueOrDefault(entity);
        return extractor is null ? [] : [.. Matches(entity, extractor, Cut(text), context)];
    }

    private static IEnumerable<EntityMatch> Matches(
        string entity,
        EntityExtractor extractor,
        string text,
        UnderstandingContext context
    ) =>
        extractor
            .Find(text, context)
            .Select(f => new EntityMatch(entity, text.Substring(f.Start, f.Length), f.Start, f.Length, f.Value));

    private static EntityExtractor ExtractorOf(EntityDefinition entity) =>
        entity.Kind switch
        {
            "pattern" => new PatternExtractor(entity.Pattern),
            "list" => new ListExtractor(entity.Values),
            _ => BuiltIn.GetValueOrDefault(entity.Kind) ?? new PatternExtractor(null),
        };

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}
