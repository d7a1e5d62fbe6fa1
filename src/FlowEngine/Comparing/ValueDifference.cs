using System.Text.Json;

namespace FlowEngine.Comparing;

/// <summary>One value that differs between two documents.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) of the value, for example <c>/config/text</c> or <c>/links/next</c>.</param>
/// <param name="Before">What it was; null when it was not there.</param>
/// <param name="After">What it is; null when it is not there.</param>
public sealed record ValueDifference(string Pointer, JsonElement? Before, JsonElement? After);

/// <summary>What became of a thing from one version to another.</summary>
public enum DifferenceKind
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is there in both and differs.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}
