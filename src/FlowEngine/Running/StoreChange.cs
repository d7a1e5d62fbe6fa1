using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowEngine.Running;

/// <summary>Who shares a stored value.</summary>
public enum StoreScope
{
    /// <summary>All conversations of the bot.</summary>
    Bot,

    /// <summary>All conversations of one contact with the bot.</summary>
    Contact,
}

/// <summary>A change of the key-value store, made with the turn's next commit.</summary>
/// <param name="Scope">Who shares the value.</param>
/// <param name="Key">Its key, 1 to 200 characters.</param>
/// <param name="Value">The new value; undefined deletes it. Ignored when <paramref name="Add"/> is given.</param>
/// <param name="Add">Added to the number that is there at the commit (0 when there is none), so that no addition is lost; null for none.</param>
/// <param name="ExpiresAt">When the value is forgotten, UTC; null for never.</param>
public sealed record StoreChange(
    StoreScope Scope,
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Value,
    double? Add = null,
    DateTimeOffset? ExpiresAt = null
);
