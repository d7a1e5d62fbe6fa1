using FlowEngine.Running;

namespace FlowEngine.Nodes.TriggerError;

internal sealed class TriggerErrorExecutor : INodeExecutor<TriggerErrorConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(TriggerErrorConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var handled = ((Turn)context).Frame.Handling;
        return new(
            new NodeResult.Completed(
                "next",
                JsonValues.Write(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("code", handled?.Error.Code);
                    writer.WriteString("message", handled?.Error.Message);
                    writer.WriteString("node", handled?.NodeId);
                    writer.WriteEndObject();
                })
            )
        );
    }
}
