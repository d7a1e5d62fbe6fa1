using FlowEngine.Running;

namespace FlowEngine.Nodes.Join;

internal sealed class JoinExecutor : INodeExecutor<JoinConfig>
{
    private static readonly NodeResult Passed = new NodeResult.Completed(JoinNode.Next);

    public ValueTask<NodeResult> ExecuteAsync(JoinConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(
            ((Turn)context).Frame.Structure switch
            {
                ParallelState { Error: { } error } => new NodeResult.Failed(error),
                ParallelState { JoinedBy: { } port } state => new NodeResult.Completed(port, OutputOf(state)),
                _ => Passed,
            }
        );

    private static System.Text.Json.JsonElement OutputOf(ParallelState state) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("ended");
            foreach (var end in state.Ended)
            {
                writer.WriteStartObject();
                writer.WriteString("branch", end.Branch);
                if (end.Error is { } error)
                {
                    writer.WriteStartObject("error");
                    writer.WriteString("code", error.Code);
                    writer.WriteString("message", error.Message);
                    writer.WriteEndObject();
                }

                writer.WriteStartObject("changed");
                foreach (var (name, value) in end.Changes ?? new Dictionary<string, System.Text.Json.JsonElement>())
                {
                    JsonValues.WriteValue(writer, name, value);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
}
