using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowEngine.Definition;

/// <summary>One step from a document version to the next.</summary>
/// <param name="From">Version that it starts from; the result has version <c>From + 1</c>.</param>
/// <param name="Apply">Changes the document in place; must accept any JSON object, since it runs before the strict reading.</param>
internal sealed record SchemaMigration(int From, Action<JsonObject> Apply);

/// <summary>Brings documents of older versions to the one that this build reads, and refuses newer ones.</summary>
/// <param name="current">Version that this build reads and writes.</param>
/// <param name="migrations">One step for every version before <paramref name="current"/>.</param>
internal sealed class SchemaMigrations(int current, params SchemaMigration[] migrations)
{
    public const string Member = "schemaVersion";
    private readonly Dictionary<int, SchemaMigration> _steps = migrations.ToDictionary(m => m.From);

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
        if (
            document.ValueKind != JsonValueKind.Object
            || !document.TryGetProperty(Member, out var member)
            || (member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var version) && version == current)
        )
        {
            return document;
        }

        var at = JsonPointer.Append(pointer, Member);
        if (member.ValueKind != JsonValueKind.Number || !member.TryGetInt32(out version) || version < 1)
        {
            problems.Error("document.schemaVersion", at, $"\"{Member}\" is a whole number from 1 to {current}.");
            return null;
        }

        if (version > current)
        {
            problems.Error(
                "document.schemaVersion",
                at,
                $"The document has version {version}; this FlowStudio reads versions up to {current}. Update FlowStudio, or export the bot again from an older one."
            );
            return null;
        }

        var root = JsonObject.Create(document)!; // the kind was checked above
        for (; version < current; version++)
        {
            _steps[version].Apply(root);
        }

        root[Member] = current;
        return JsonSerializer.SerializeToElement<JsonNode>(root);
    }
}
