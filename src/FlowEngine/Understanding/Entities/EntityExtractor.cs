using System.Text.Json;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities;

/// <summary>Finds the values of one entity. Thread-safe.</summary>
internal abstract class EntityExtractor
{
    /// <summary>Most values of an entity in one message.</summary>
    public const int MaximumValues = 100;

    /// <summary>Finds values, in order of appearance, without overlap.</summary>
    public abstract IEnumerable<FoundValue> Find(MessageReading reading);

    /// <summary>Finds values in a message that nothing else is looked for in.</summary>
    public IEnumerable<FoundValue> Find(string text, UnderstandingContext context) => Find(new MessageReading(text, context));

    /// <summary>A value and where it stands.</summary>
    public readonly record struct FoundValue(int Start, int Length, JsonElement Value);
}
