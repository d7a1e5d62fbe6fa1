using System.Text.Json;

namespace FlowEngine.Understanding;

/// <summary>Finds the values of one entity. Thread-safe.</summary>
internal abstract class EntityExtractor
{
    /// <summary>Finds values, in order of appearance, without overlap.</summary>
    public abstract IEnumerable<FoundValue> Find(string text, UnderstandingContext context);

    /// <summary>A value and where it stands.</summary>
    public readonly record struct FoundValue(int Start, int Length, JsonElement Value);
}
