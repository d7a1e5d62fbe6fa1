using System.Text.Json;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>What a shop answered. A closed set.</summary>
internal abstract record WooAnswer
{
    private WooAnswer() { }

    /// <summary>What was asked for.</summary>
    /// <param name="Value">A JSON object, or an array where a list was asked for.</param>
    /// <param name="TotalPages">Pages of a list (<c>X-WP-TotalPages</c>); 1 otherwise.</param>
    internal sealed record Found(JsonElement Value, int TotalPages) : WooAnswer;

    /// <summary>The shop has no such order or product.</summary>
    internal sealed record Missing : WooAnswer;

    /// <summary>Something else has the value that must be unique: an address, a coupon's code, a SKU.</summary>
    /// <param name="Code">WordPress' code.</param>
    /// <param name="Message">What the shop says about it.</param>
    /// <param name="ExistingId">Id of what has it; null when the shop does not name it.</param>
    internal sealed record Taken(string Code, string Message, long? ExistingId) : WooAnswer;

    /// <summary>The call failed.</summary>
    /// <param name="Error">Why, with advice.</param>
    internal sealed record Failed(NodeError Error) : WooAnswer;
}
