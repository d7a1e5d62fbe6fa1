using System.Text.Json;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>Reads members of HubSpot's answers.</summary>
internal static class HubSpotJson
{
    /// <summary>Reads a text member.</summary>
    /// <param name="item">Where to look.</param>
    /// <param name="names">Names on the way to it.</param>
    /// <returns>The text; null when there is none.</returns>
    public static string? Text(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (item.ValueKind is not JsonValueKind.Object || !item.TryGetProperty(name, out item))
            {
                return null;
            }
        }

        return item.ValueKind is JsonValueKind.String ? item.GetString() : null;
    }

    /// <summary>Reads a list member.</summary>
    /// <param name="item">Where to look.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Its items; empty when there is no such list.</returns>
    public static IReadOnlyList<JsonElement> List(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
}

/// <summary>Answers to a batch of one.</summary>
internal static class HubSpotBatch
{
    /// <summary>Takes the one result, or the one error, out of a batch.</summary>
    /// <param name="batch"><c>{ "status": "COMPLETE", "results": [ { … } ], "errors": [ { "category": "…", "message": "…" } ] }</c></param>
    /// <returns>What came of it.</returns>
    public static HubSpotAnswer Only(JsonElement batch)
    {
        if (HubSpotJson.List(batch, "results") is [var result, ..])
        {
            return new HubSpotAnswer.Done(result);
        }

        if (HubSpotJson.List(batch, "errors") is not [var first, ..] || HubSpotError.Read(first) is not { } error)
        {
            return new HubSpotAnswer.Failed(
                new NodeError(HubSpotErrors.Invalid, "HubSpot answered a batch of one with neither a result nor an error.", Retryable: false)
            );
        }

        return error.Category == "CONFLICT"
            ? new HubSpotAnswer.Conflict(null, error.Message)
            : new HubSpotAnswer.Failed(new NodeError(HubSpotErrors.Refused, $"HubSpot refuses the change. HubSpot says: {error.Message}", Retryable: false));
    }
}
