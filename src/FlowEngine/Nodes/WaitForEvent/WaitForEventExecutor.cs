using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Nodes.WaitForEvent;

internal sealed class WaitForEventExecutor : INodeExecutor<WaitForEventConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(
        WaitForEventConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    ) =>
        new(
            context.Resumed switch
            {
                TurnInput.EventArrived(_, _, var arrived) => Receive(config, context, arrived),
                TurnInput.TimerFired => new NodeResult.Completed("timedOut"),
                _ => Wait(config, context),
            }
        );

    private static NodeResult.Suspended Wait(WaitForEventConfig config, NodeContext context) =>
        new(
            new Bookmark.Event(config.Event, config.AnyOfThem ? null : config.Correlation)
            {
                DueAt = config.TimeoutSeconds is { } seconds ? context.Now + TimeSpan.FromSeconds(seconds) : null,
            }
        );

    private static NodeResult.Completed Receive(WaitForEventConfig config, NodeContext context, EmittedEvent arrived)
    {
        var data = arrived.Data.ValueKind == JsonValueKind.Undefined ? JsonElement.Parse("null") : arrived.Data;
        if (!string.IsNullOrEmpty(config.SaveTo))
        {
            context.SetVariable(config.SaveTo, data);
        }

        return new NodeResult.Completed("received", data);
    }
}
