using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;

namespace Connectors.Woo;

/// <summary>
/// The mark by which a repeated attempt finds what the first one created: WooCommerce honours no idempotency key, but keeps
/// meta data with everything.
/// </summary>
internal static class WooKey
{
    private const string Name = "_flowstudio_key";

    /// <summary>Puts the mark on what is to be created.</summary>
    /// <param name="body">What is to be created.</param>
    /// <param name="call">The operation's attempt.</param>
    /// <returns>The body.</returns>
    public static JsonObject Mark(JsonObject body, OperationCall call)
    {
        body["meta_data"] = new JsonArray(new JsonObject { ["key"] = Name, ["value"] = call.Context.EffectKey });
        return body;
    }

    /// <summary>True when an earlier attempt may have arrived, so that it is looked for before anything is created.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <returns>Whether to look.</returns>
    public static bool MayBeThere(OperationCall call) => call.Context.Attempt > 1;

    /// <summary>True for what an earlier attempt of this very call created.</summary>
    /// <param name="item">An order, refund, customer, …</param>
    /// <param name="call">The operation's attempt.</param>
    /// <returns>Whether it carries the mark.</returns>
    public static bool IsOurs(JsonElement item, OperationCall call) =>
        item.ValueKind is JsonValueKind.Object
        && item.TryGetProperty("meta_data", out var meta)
        && meta.ValueKind is JsonValueKind.Array
        && meta.EnumerateArray().Any(m => WooValue.Text(m, "key") == Name && WooValue.Text(m, "value") == call.Context.EffectKey);
}
