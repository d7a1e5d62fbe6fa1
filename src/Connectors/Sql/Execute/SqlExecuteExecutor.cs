using System.Text.Json;
using Connectors.Sql.Running;
using Connectors.Sql.Statements;
using FlowEngine.Running;

namespace Connectors.Sql.Execute;

/// <summary>Makes one change: one attempt, wholly or not at all.</summary>
internal sealed class SqlExecuteExecutor(SqlRunner runner) : INodeExecutor<SqlExecuteConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        SqlExecuteConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        var parameters = new Dictionary<string, JsonElement>(config.Parameters ?? new Dictionary<string, JsonElement>())
        {
            [StatementRules.EffectKey] = JsonSerializer.SerializeToElement(context.EffectKey, SqlJsonContext.Default.String),
        };
        var call = new SqlCall(
            SqlStatement.Read(config.Statement),
            parameters,
            Changes: true,
            config.Idempotent,
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
            context.SetVariable(config.SaveTo, answer.Rows);
        }

        var output = new SqlExecuteOutput(answer.Affected, answer.Rows);
        return new NodeResult.Completed(
            "success",
            JsonSerializer.SerializeToElement(output, SqlJsonContext.Default.SqlExecuteOutput)
        );
    }
}
