using System.Text.Json;

namespace FlowEngine.Expressions;

/// <summary>The members of a JSON object as the names of an expression. Thread-safe.</summary>
public sealed class JsonScope : IExpressionScope
{
    private readonly JsonElement _members;
    private readonly HashSet<string> _roots;

    /// <summary>Makes a scope.</summary>
    /// <param name="members">JSON object; must outlive the scope.</param>
    /// <param name="settings">Clock, zone, culture and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">It is no object.</exception>
    public JsonScope(JsonElement members, EvaluationSettings? settings = null)
    {
        if (members.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("The input must be a JSON object.", nameof(members));
        }

        _members = members;
        _roots = [.. members.EnumerateObject().Select(m => m.Name)];
        Settings = settings ?? EvaluationSettings.Default;
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Roots => _roots;

    /// <inheritdoc/>
    public EvaluationSettings Settings { get; }

    /// <inheritdoc/>
    public bool TryGetRoot(string root, out JsonElement value) => _members.TryGetProperty(root, out value);

    /// <inheritdoc/>
    public bool IsObject(string root) => _members.TryGetProperty(root, out var owner) && owner.ValueKind == JsonValueKind.Object;

    /// <inheritdoc/>
    public bool TryGetMember(string root, string member, out JsonElement value)
    {
        value = default;
        return _members.TryGetProperty(root, out var owner)
            && owner.ValueKind == JsonValueKind.Object
            && owner.TryGetProperty(member, out value);
    }
}
