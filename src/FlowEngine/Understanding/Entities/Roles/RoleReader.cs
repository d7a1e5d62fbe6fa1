using FlowEngine.Definition;
using FlowEngine.Understanding.Entities.Locales;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Roles;

/// <summary>Tells the role of a value by the words around it: "from Berlin to Rome". Immutable.</summary>
internal sealed class RoleReader
{
    private readonly IReadOnlyList<(string Role, PhraseTable<bool> Before, PhraseTable<bool> After)> _roles;

    public RoleReader(IReadOnlyDictionary<string, RoleDefinition>? roles) =>
        _roles = [.. (roles ?? new Dictionary<string, RoleDefinition>()).Select(r => (r.Key, Locale.Set(r.Value.Before), Locale.Set(r.Value.After)))];

    /// <summary>The role of a value; null for none.</summary>
    /// <param name="reading">The message.</param>
    /// <param name="start">Index of the value's first character.</param>
    /// <param name="end">Index behind its last one.</param>
    public string? Of(MessageReading reading, int start, int end)
    {
        if (_roles.Count == 0)
        {
            return null;
        }

        var first = reading.IndexAt(start);
        var next = reading.IndexAt(end);
        foreach (var (role, before, after) in _roles)
        {
            if (before.StandsBefore(reading, first) || after.TryRead(reading, next, out _, out _))
            {
                return role;
            }
        }

        // "arriving on Friday", "from the airport"
        var isFiller = reading[first - 1].IsMark(':') || reading.Locale.Dates.Before.StandsBefore(reading, first) || reading.Locale.Dates.Articles.StandsBefore(reading, first);
        return isFiller ? _roles.FirstOrDefault(r => r.Before.StandsBefore(reading, first - 1)).Role : null;
    }
}
