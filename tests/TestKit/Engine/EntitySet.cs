using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Understanding;

namespace TestKit.Engine;

/// <summary>The messages with values of <c>tests/Benchmarks/Understanding/entities</c>, and how well a bot reads them.</summary>
public sealed class EntitySet
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private EntitySet(BotDefinition bot, IReadOnlyList<EntityUtterance> utterances) => (Bot, Utterances) = (bot, utterances);

    /// <summary>The bot whose entities are looked for.</summary>
    public BotDefinition Bot { get; }

    /// <summary>The messages.</summary>
    public IReadOnlyList<EntityUtterance> Utterances { get; }

    /// <summary>Reads the files.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <param name="part"><c>develop</c>, <c>held-out</c>, or null for both.</param>
    public static EntitySet Read(string root, string? part = null)
    {
        var folder = Path.Combine(root, "tests", "Benchmarks", "Understanding", "entities");
        var bot = BotDocument.Read(File.ReadAllBytes(Path.Combine(folder, "bot.json"))).Value ?? throw new InvalidDataException("bot.json");
        return new EntitySet(
            bot,
            [
                .. Directory
                    .GetFiles(folder, $"{part ?? "*"}.*.jsonl")
                    .Order(StringComparer.Ordinal)
                    .SelectMany(File.ReadLines)
                    .Select(line => JsonSerializer.Deserialize<EntityUtterance>(line, JsonSerializerOptions.Web)!),
            ]
        );
    }

    /// <summary>Clock and zone of a message.</summary>
    public static UnderstandingContext ContextOf(EntityUtterance utterance) =>
        new(utterance.Language, Now, utterance.Language.StartsWith("de", StringComparison.Ordinal) ? Berlin : TimeZoneInfo.Utc);

    /// <summary>Reads all messages and compares: entity, role, span and value must be as expected.</summary>
    /// <param name="understanding">Reads them.</param>
    public IReadOnlyList<EntityOutcome> Compare(IUnderstanding understanding)
    {
        var outcomes = new List<EntityOutcome>();
        foreach (var utterance in Utterances)
        {
            var found = understanding.Understand(utterance.Text, ContextOf(utterance)).Entities.Select(EntityValue.Of).ToList();
            var expected = utterance.Expected.ToList();
            var right = expected.FindAll(e => found.Exists(e.Equals));
            outcomes.AddRange(right.Select(e => new EntityOutcome(utterance, e, IsExpected: true, IsFound: true)));
            outcomes.AddRange(expected.Except(right).Select(e => new EntityOutcome(utterance, e, IsExpected: true, IsFound: false)));
            outcomes.AddRange(found.Except(right).Select(e => new EntityOutcome(utterance, e, IsExpected: false, IsFound: true)));
        }

        return outcomes;
    }
}

/// <summary>A message.</summary>
/// <param name="Language">Language tag of the conversation.</param>
/// <param name="Text">What the visitor wrote.</param>
/// <param name="Expected">Values in order.</param>
public sealed record EntityUtterance(string Language, string Text, IReadOnlyList<EntityValue> Expected);

/// <summary>A value in a message.</summary>
/// <param name="Entity">Its entity.</param>
/// <param name="Start">Index of the first character.</param>
/// <param name="Text">Its characters.</param>
/// <param name="Value">The normalised value.</param>
/// <param name="Role">Its role; null for none.</param>
public sealed record EntityValue(string Entity, int Start, string Text, JsonElement Value, string? Role = null)
{
    /// <summary>A match as it is expected.</summary>
    public static EntityValue Of(EntityMatch match) => new(match.Entity, match.Start, match.Text, match.Value, match.Role);

    /// <inheritdoc/>
    public bool Equals(EntityValue? other) =>
        other is not null && (Entity, Start, Text, Role) == (other.Entity, other.Start, other.Text, other.Role) && JsonElement.DeepEquals(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Entity, Start, Text, Role);
}

/// <summary>A value that was expected, found, or both.</summary>
public sealed record EntityOutcome(EntityUtterance Utterance, EntityValue Value, bool IsExpected, bool IsFound);

/// <summary>How good a reader is.</summary>
/// <param name="Expected">Values there are.</param>
/// <param name="Found">Values that were found.</param>
/// <param name="Right">Values that were found as they are.</param>
public readonly record struct EntityScore(int Expected, int Found, int Right)
{
    /// <summary>Share of what was found that is right.</summary>
    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    /// <summary>Share of what there is that was found.</summary>
    public double Recall => Expected == 0 ? 1 : (double)Right / Expected;

    /// <summary>Harmonic mean of both.</summary>
    public double F1 => Expected + Found == 0 ? 1 : 2.0 * Right / (Expected + Found);

    /// <summary>Counts outcomes.</summary>
    public static EntityScore Of(IEnumerable<EntityOutcome> outcomes)
    {
        var all = outcomes.ToList();
        return new(all.Count(o => o.IsExpected), all.Count(o => o.IsFound), all.Count(o => o is { IsExpected: true, IsFound: true }));
    }
}
