using System.Text.Json;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Turns answers of a shop into ways out of a node.</summary>
internal static class WooResults
{
    /// <summary>Port for what was asked for.</summary>
    public const string Success = "success";

    /// <summary>Port for what the shop does not have.</summary>
    public const string NotFound = "notFound";

    /// <summary>The shop does not have it.</summary>
    public static NodeResult Missing { get; } = new NodeResult.Completed(NotFound);

    /// <summary>Leaves with one order or product.</summary>
    /// <param name="answer">What the shop answered.</param>
    /// <param name="saveTo">Variable to set; null for none.</param>
    /// <param name="context">The run.</param>
    /// <returns>The way out.</returns>
    public static NodeResult One(WooAnswer answer, string? saveTo, NodeContext context) =>
        answer switch
        {
            WooAnswer.Found found => Leave(found.Value, saveTo, context),
            WooAnswer.Failed failed => new NodeResult.Failed(failed.Error),
            _ => Missing,
        };

    /// <summary>Leaves with a list; an empty one was not found.</summary>
    /// <param name="items">Orders or products.</param>
    /// <param name="saveTo">Variable to set; null for none.</param>
    /// <param name="context">The run.</param>
    /// <returns>The way out.</returns>
    public static NodeResult Many(List<JsonElement> items, string? saveTo, NodeContext context) =>
        items.Count == 0
            ? Missing
            : Leave(JsonSerializer.SerializeToElement(items, WooJsonContext.Default.ListJsonElement), saveTo, context);

    private static NodeResult.Completed Leave(JsonElement value, string? saveTo, NodeContext context)
    {
        var output = WooValue.Trim(value);
        if (!string.IsNullOrEmpty(saveTo))
        {
            context.SetVariable(saveTo, output);
        }

        return new NodeResult.Completed(Success, output);
    }
}
