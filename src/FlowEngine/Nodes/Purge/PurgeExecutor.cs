using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Purge;

internal sealed class PurgeExecutor(ICallingCache cache) : INodeExecutor<PurgeConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(PurgeConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var forgotten = cache.Purge(config.Connection, string.IsNullOrWhiteSpace(config.Tag) ? null : config.Tag.Trim());
        return new(new NodeResult.Completed("next", JsonSerializer.SerializeToElement(forgotten)));
    }
}
