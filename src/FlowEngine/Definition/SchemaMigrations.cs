using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowEngine.Definition;

/// <summary>One step from a document version to the next.</summary>
/// <param name="From">Version that it starts from; the result has version <c>From + 1</c>.</param>
/// <param name="Apply">Changes the document in place; must accept any JSON object, since it runs before the strict reading.</param>
internal sealed record SchemaMigration(int From, Action<JsonObject> Apply);

/// <summary>Brings documents of older versions to the one that this build reads, and refuses newer ones.</summary>
internal sealed class SchemaMigrations
{
    public const string Member = "schemaVersion";
    private readonly int _current;
    private readonly SchemaMigration[] _steps;

    /// <param name="current">Version that this build reads and writes.</param>
    /// <param name="migrations">One step for every version before <paramref name="current"/>.</param>
    /// <exception cref="ArgumentException">A version has no step, or two.</exception>
    public SchemaMigrations(int current, params SchemaMigration[] migrations)
    {
        (_current, _steps) = (current, [.. migrations.OrderBy(m => m.From)]);
        if (!_steps.Select(m => m.From).SequenceEqual(Enumerable.Range(1, current - 1)))
        {
            throw new ArgumentException($"One step is needed from every version before {current}.", nameof(migrations));
        }
    }

    /// <summary>Flow documents. Version 1 is the first: there is nothing to migrate from yet.</summary>
    public static SchemaMigrations Flows { get; } = new(FlowDefinition.CurrentSchemaVersion);

    /// <summary>Bot documents. Version 1 is the first: there is nothing to migrate from yet.</summary>
    public static SchemaMigrations Bots { get; } = new(FlowDefinition.CurrentSchemaVersion);

    /// <summary>Test documents. Version 1 is the first: there is nothing to migrate from yet.</summary>
    public static SchemaMigrations Tests { get; } = new(FlowDefinition.CurrentSchemaVersion);

    /// <summary>Gives the document in the current version; null when it cannot be had.</summary>
    public JsonElement? Bring(JsonElement document, string pointer, ProblemList problems)
    {
        // Documents without a version are of the first one, so that small documents can be written by hand.
        var version = 1;
        var isNamed = document.ValueKind == JsonValueKind.Object && document.TryGetProperty(Member, out _);
        if (document.ValueKind != JsonValueKind.Object || (!isNamed && _current == 1))
        {
            return document;
        }

        var at = JsonPointer.Append(pointer, Member);
        if (isNamed && !IsVersion(document.GetProperty(Member), out version))
        {
            problems.Error("document.schemaVersion", at, $"\"{Member}\" is a whole number from 1 to {_current}.");
            return null;
        }

        if (version > _current)
        {
            problems.Error(
                "document.schemaVersion",
                at,
                $"The document has version {version}; this FlowStudio reads versions up to {_current}. Update FlowStudio, or export the bot again from an older one."
            );
            return null;
        }

        if (version == _current)
        {
            return document;
        }

        var root = JsonObject.Create(document)!; // the kind was checked above
        for (; version < _current; version++)
        {
            _steps[version - 1].Apply(root);
        }

        root[Member] = _current;
        return JsonSerializer.SerializeToElement<JsonNode>(root);
    }

    private static bool IsVersion(JsonElement member, out int version)
    {
        version = 0;
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out version) && version >= 1;
    }
}
