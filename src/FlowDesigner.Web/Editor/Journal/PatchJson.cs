using System.Text.Json;
using System.Text.Json.Serialization;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Journal;

/// <summary>
/// A <see cref="FlowPatch"/> as the journal keeps it. What it sets is a small flow document, so that the strict reader of
/// documents reads it back: <c>{ "set": { "id": "patch", "nodes": { "ask": … } }, "removedNodes": ["tell"] }</c>.
/// </summary>
internal sealed record PatchJson(
    JsonElement Set,
    bool Name = false,
    bool Notes = false,
    bool Minutes = false,
    IReadOnlyList<string>? RemovedNodes = null,
    IReadOnlyList<string>? RemovedVariables = null,
    IReadOnlyList<string>? RemovedPlaces = null,
    IReadOnlyList<string>? NodeOrder = null,
    IReadOnlyList<string>? VariableOrder = null,
    IReadOnlyList<string>? PlaceOrder = null,
    IReadOnlyList<string>? RemovedGroups = null,
    IReadOnlyList<string>? GroupOrder = null
)
{
    private const string Unnamed = "patch";

    /// <summary>Writes a patch.</summary>
    public static PatchJson Of(FlowPatch patch) =>
        new(
            JsonElement.Parse(
                FlowDocument.Write(
                    new FlowDefinition(
                        Unnamed,
                        patch.Name ?? Unnamed,
                        Entries(patch.Variables.Set),
                        Entries(patch.Nodes.Set),
                        patch.Notes ?? [],
                        Entries(patch.Layout.Set),
                        patch.TimeoutMinutes?.To
                    )
                    {
                        Groups = Entries(patch.Groups.Set),
                    }
                )
            ),
            patch.Name is not null,
            patch.Notes is not null,
            patch.TimeoutMinutes is not null,
            NullIfEmpty(patch.Nodes.Removed),
            NullIfEmpty(patch.Variables.Removed),
            NullIfEmpty(patch.Layout.Removed),
            patch.Nodes.Order,
            patch.Variables.Order,
            patch.Layout.Order,
            NullIfEmpty(patch.Groups.Removed),
            patch.Groups.Order
        );

    /// <summary>Reads it back.</summary>
    /// <param name="title">What the patch is called.</param>
    /// <returns>The patch; null when this program cannot read it.</returns>
    public FlowPatch? Read(string title)
    {
        var read = FlowDocument.Read(JsonSerializer.SerializeToUtf8Bytes(Set));
        return read.Ok
            ? new FlowPatch(
                title,
                Name ? read.Value.Name : null,
                new DictionaryPatch<VariableDefinition>([.. read.Value.Variables], RemovedVariables ?? [], VariableOrder),
                new DictionaryPatch<FlowNode>([.. read.Value.Nodes], RemovedNodes ?? [], NodeOrder),
                new DictionaryPatch<NodePosition>([.. read.Value.Layout], RemovedPlaces ?? [], PlaceOrder),
                Notes ? read.Value.Notes : null,
                new DictionaryPatch<FlowGroup>([.. read.Value.Groups], RemovedGroups ?? [], GroupOrder),
                Minutes ? new Changed<int?>(read.Value.TimeoutMinutes) : null
            )
            : null;
    }

    private static OrderedDictionary<string, T> Entries<T>(IReadOnlyList<KeyValuePair<string, T>> set) => new(set, StringComparer.Ordinal);

    private static IReadOnlyList<string>? NullIfEmpty(IReadOnlyList<string> keys) => keys.Count == 0 ? null : keys;
}

/// <summary>Reads and writes the lines of the journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJsonContext : JsonSerializerContext;
