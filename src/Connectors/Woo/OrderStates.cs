using FlowEngine.Nodes;

namespace Connectors.Woo;

/// <summary>States of an order in WooCommerce without plug-ins.</summary>
internal static class OrderStates
{
    /// <summary>The states in the order of an order's life.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed"];

    /// <summary>The states as a choice.</summary>
    public static IReadOnlyList<FieldOption> Options { get; } =
        [.. All.Select(s => new FieldOption(s, s.Replace('-', ' ')))];

    /// <summary>True for a known state and for <c>any</c>.</summary>
    /// <param name="status">The word.</param>
    /// <returns>Whether a list can be filtered by it.</returns>
    public static bool IsKnownOrAny(string status) => status == "any" || All.Contains(status, StringComparer.Ordinal);
}
