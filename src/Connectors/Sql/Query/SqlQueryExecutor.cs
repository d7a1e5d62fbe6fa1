using System.Text.Json;
using Connectors.Sql.Running;
using Connectors.Sql.Statements;
using FlowEngine.Running;

namespace Connectors.Sql.Query;

/// <summary>Runs one query: one attempt, nothing is changed.</summary>
internal sealed class SqlQueryExecutor(SqlRunner runner) : INodeExecutor<SqlQueryConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        SqlQueryConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        var call = new SqlCall(
            SqlStatement.Read(config.Statement),
            config.Parameters ?? new Dictionary<string, JsonElement>(),
            Changes: false,
            Repeatable: true,
            config.MaxRows,
            TimeSpan.FromSeconds(config.TimeoutSeconds)
        );
        var outcome = await runner.RunAsync(context, call, cancellationToken).ConfigureAwait(false);
        if (outcome is not SqlOutcome.Answered { Answer: var answer })
        {
            return new NodeResult.Failed(((SqlOutcome.Failed)outcome).Error);
        }

        if (answer.Count > 0 && !string.IsNullOrEmpty(config.SaveTo))
        {
            context.SetVariable(config.SaveTo, config.FirstRow ? answer.Rows[0] : answer.Rows);
        }

        var output = new SqlQueryOutput(answer.Rows, answer.Count, answer.More);
        return new NodeResult.Completed(
            answer.Count > 0 ? "success" : "empty",
            JsonSerializer.SerializeToElement(output, SqlJsonContext.Default.SqlQueryOutput)
        );
    }
}
