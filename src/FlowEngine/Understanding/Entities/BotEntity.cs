using FlowEngine.Definition;
using FlowEngine.Understanding.Entities.Addresses;
using FlowEngine.Understanding.Entities.Amounts;
using FlowEngine.Understanding.Entities.Dates;
using FlowEngine.Understanding.Entities.Lists;
using FlowEngine.Understanding.Entities.Numbers;
using FlowEngine.Understanding.Entities.Reading;
using FlowEngine.Understanding.Entities.Roles;
using FlowEngine.Understanding.Entities.Times;

namespace FlowEngine.Understanding.Entities;

/// <summary>An entity of a bot, or a built-in one, ready to be found. Immutable and thread-safe.</summary>
internal sealed class BotEntity
{
    private static readonly Dictionary<string, EntityExtractor> Extractors = new(StringComparer.Ordinal)
    {
        ["number"] = new NumberExtractor(),
        ["quantity"] = new QuantityExtractor(),
        ["money"] = new MoneyExtractor(),
        ["date"] = new DateExtractor(),
        ["time"] = new TimeExtractor(),
        ["dateTime"] = new DateTimeExtractor(),
        ["dateRange"] = new DateRangeExtractor(),
        ["timeRange"] = new TimeRangeExtractor(),
        ["duration"] = new DurationExtractor(),
        ["email"] = new EmailExtractor(),
        ["phone"] = new PhoneExtractor(),
        ["url"] = new UrlExtractor(),
    };

    private readonly string _id;
    private readonly EntityDefinition _definition;
    private readonly EntityExtractor? _extractor;
    private readonly RoleReader _roles;

    public BotEntity(string id, EntityDefinition definition)
    {
        (_id, _definition, _roles) = (id, definition, new RoleReader(definition.Roles));
        _extractor = definition.Kind switch
        {
            EntityKinds.Pattern => new PatternExtractor(definition.Pattern),
            EntityKinds.List => new ListExtractor(definition.Values),
            EntityKinds.Text => new TextExtractor((definition.Roles ?? new Dictionary<string, RoleDefinition>()).Values.SelectMany(r => r.Before)),
            _ => Extractors.GetValueOrDefault(definition.Kind),
        };
        Rank = definition.Kind switch
        {
            EntityKinds.Text => Overlaps.Apart,
            EntityKinds.Pattern or EntityKinds.List => 0,
            _ => 1 + EntityKinds.BuiltIn.TakeWhile(k => k != definition.Kind).Count(),
        };
    }

    /// <summary>Built-in entities by kind.</summary>
    public static IEnumerable<KeyValuePair<string, BotEntity>> BuiltIn { get; } =
        [.. EntityKinds.BuiltIn.Select(k => KeyValuePair.Create(k, new BotEntity(k, new EntityDefinition(k))))];

    /// <summary>Its id and its roles.</summary>
    public IEnumerable<string> Names => (_definition.Roles?.Keys ?? []).Prepend(_id);

    /// <summary>Which of two entities has a value that both found; the lower one.</summary>
    public int Rank { get; }

    /// <summary>Finds its values.</summary>
    public IEnumerable<EntityMatch> Find(MessageReading reading) => (_extractor?.Find(reading) ?? []).Select(f => Match(reading, f));

    /// <summary>Finds the answer to a question for it.</summary>
    /// <param name="reading">The message.</param>
    /// <param name="name">Its id, or one of its roles: then the values of that role, and without one those of no role.</param>
    public IReadOnlyList<EntityMatch> Find(MessageReading reading, string name)
    {
        List<EntityMatch> all = [.. Find(reading)];
        if (_definition.Kind == EntityKinds.Text && all.Count == 0 && TextExtractor.Whole(reading.Text) is { } whole)
        {
            all.Add(Match(reading, whole));
        }

        if (name == _id)
        {
            return all;
        }

        var own = all.FindAll(m => m.Role == name);
        return own.Count > 0 ? own : all.FindAll(m => m.Role is null);
    }

    private EntityMatch Match(MessageReading reading, EntityExtractor.FoundValue found) =>
        new(_id, reading.Text.Substring(found.Start, found.Length), found.Start, found.Length, found.Value, _roles.Of(reading, found.Start, found.Start + found.Length));
}
