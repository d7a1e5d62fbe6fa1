using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>A flow made of the changes of two people.</summary>
/// <param name="Flow">The merged flow, with the choices made so far.</param>
/// <param name="Conflicts">What both changed in different ways, in the order of the document.</param>
/// <param name="Renamed">
/// New id by old id of my nodes: both added a node of the same id, so mine got another one, and what names it followed.
/// </param>
public sealed record FlowMergeResult(
    FlowDefinition Flow,
    IReadOnlyList<MergeConflict> Conflicts,
    IReadOnlyDictionary<string, string> Renamed
);

/// <summary>Something that both changed in different ways, so that a person must choose.</summary>
/// <param name="Pointer">What it is: <c>/nodes/ask</c>, <c>/variables/order</c>, <c>/name</c> or <c>/timeoutMinutes</c>.</param>
/// <param name="NodeId">The node; null for something else.</param>
/// <param name="Mine">My node; null when I removed it, or when it is no node.</param>
/// <param name="Theirs">Their node; null when they removed it, or when it is no node.</param>
/// <param name="Values">The values that both changed; empty when one side removed the node.</param>
public sealed record MergeConflict(
    string Pointer,
    string? NodeId,
    FlowNode? Mine,
    FlowNode? Theirs,
    IReadOnlyList<ConflictingValue> Values
);

/// <summary>A value that both changed in different ways.</summary>
/// <param name="Pointer">Pointer into the node or, for anything else, into the flow.</param>
/// <param name="Origin">What both began with; null when it was not there.</param>
/// <param name="Mine">What I made of it; null when I removed it.</param>
/// <param name="Theirs">What they made of it; null when they removed it.</param>
public sealed record ConflictingValue(string Pointer, JsonElement? Origin, JsonElement? Mine, JsonElement? Theirs);

/// <summary>Whose change counts.</summary>
public enum MergeSide
{
    /// <summary>The one that is being saved.</summary>
    Mine,

    /// <summary>The one that was saved meanwhile.</summary>
    Theirs,
}
