namespace FlowEngine.Running;

/// <summary>Executes nodes of one type. One instance serves all runs: keep no state, retry nothing.</summary>
/// <typeparam name="TConfig">Settings with every expression resolved and validated.</typeparam>
public interface INodeExecutor<in TConfig>
    where TConfig : class
{
    /// <summary>Makes one attempt.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="context">The run as the node sees it.</param>
    /// <param name="cancellationToken">Cancels the run; passes through as an exception.</param>
    /// <returns>What came of it; a foreseen failure is a result, never an exception.</returns>
    ValueTask<NodeResult> ExecuteAsync(TConfig config, NodeContext context, CancellationToken cancellationToken);
}
