using System.Text.Json;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>What HubSpot answered. A closed set.</summary>
internal abstract record HubSpotAnswer
{
    private HubSpotAnswer() { }

    /// <summary>It did what was asked.</summary>
    /// <param name="Value">The body; undefined when the answer has none.</param>
    internal sealed record Done(JsonElement Value) : HubSpotAnswer;

    /// <summary>There is no such record.</summary>
    internal sealed record Missing : HubSpotAnswer;

    /// <summary>Another record has the value that must be unique.</summary>
    /// <param name="ExistingId">Id of that record; null when HubSpot does not name it.</param>
    /// <param name="Message">What HubSpot says about it.</param>
    internal sealed record Conflict(string? ExistingId, string Message) : HubSpotAnswer;

    /// <summary>The call failed.</summary>
    /// <param name="Error">Why, with advice.</param>
    internal sealed record Failed(NodeError Error) : HubSpotAnswer;
}
